import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.rocketmq.client.ClientConfig;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.rebalance.AllocateMessageQueueAveragely;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.TransactionMQProducer;
import org.apache.rocketmq.common.TopicConfig;
import org.apache.rocketmq.tools.admin.DefaultMQAdminExt;

/** Clients of one cluster. The same source serves 4.9.7 and 5.5.0: what moved between packages is found by name. */
final class Clients {
    private static final AtomicInteger instances = new AtomicInteger();

    private final String nameServers;
    private final int pollMillis;
    private DefaultMQAdminExt admin;

    /** pollMillis: how often clients look for new routes and send heartbeats (30 000 is RocketMQ's default). */
    Clients(String nameServers, int pollMillis) {
        this.nameServers = nameServers;
        this.pollMillis = pollMillis;
    }

    DefaultMQProducer producer(String group, boolean traced) {
        return producer(group, traced, null);
    }

    /** traceTopic: null is the standard one. */
    DefaultMQProducer producer(String group, boolean traced, String traceTopic) {
        DefaultMQProducer producer = new DefaultMQProducer(group, null, traced, traceTopic);
        configure(producer, group);
        producer.setSendMsgTimeout(5_000);
        return producer;
    }

    TransactionMQProducer transactionProducer(String group, boolean traced) {
        TransactionMQProducer producer = new TransactionMQProducer(null, group, null, traced, null);
        configure(producer, group);
        producer.setSendMsgTimeout(5_000);
        return producer;
    }

    DefaultMQPushConsumer pushConsumer(String group, int threads, boolean traced) {
        return pushConsumer(group, threads, traced, null);
    }

    DefaultMQPushConsumer pushConsumer(String group, int threads, boolean traced, String traceTopic) {
        DefaultMQPushConsumer consumer =
            new DefaultMQPushConsumer(group, null, new AllocateMessageQueueAveragely(), traced, traceTopic);
        configure(consumer, group);
        consumer.setConsumeThreadMin(threads);
        consumer.setConsumeThreadMax(threads);
        return consumer;
    }

    /** Two clients with one instance name in one JVM would share a connection, so each gets its own. */
    void configure(ClientConfig client, String name) {
        client.setNamesrvAddr(nameServers);
        client.setInstanceName(name + "-" + instances.incrementAndGet());
        client.setPollNameServerInterval(pollMillis);
        client.setHeartbeatBrokerInterval(pollMillis);
    }

    static void broadcast(DefaultMQPushConsumer consumer) {
        for (Method method : DefaultMQPushConsumer.class.getMethods()) {
            if (!method.getName().equals("setMessageModel")) continue;
            for (Object model : method.getParameterTypes()[0].getEnumConstants()) {
                if (((Enum<?>) model).name().equals("BROADCASTING")) call(method, consumer, model);
            }
        }
    }

    /** attributes (5.x): "+message.type" → "FIFO" and so on; ignored by 4.9.7, which has none. */
    void createTopic(
        String topic, List<String> masters, int queues, int permission, boolean ordered, Map<String, String> attributes
    ) throws Exception {
        TopicConfig config = new TopicConfig(topic);
        config.setReadQueueNums(queues);
        config.setWriteQueueNums(queues);
        config.setPerm(permission);
        config.setOrder(ordered);
        if (!attributes.isEmpty()) {
            for (Method method : TopicConfig.class.getMethods()) {
                if (method.getName().equals("setAttributes")) call(method, config, attributes);
            }
        }
        for (String master : masters) admin().createAndUpdateTopicConfig(master, config);
        awaitRoute(topic, masters.size());
    }

    void deleteTopic(String topic, List<String> brokers) throws Exception {
        admin().deleteTopicInBroker(new HashSet<>(brokers), topic);
        admin().deleteTopicInNameServer(new HashSet<>(List.of(nameServers.split(";"))), null, topic);
    }

    /** settings: names of SubscriptionGroupConfig's setters without "set" → value. */
    void createGroup(String group, List<String> brokers, Map<String, String> settings) throws Exception {
        for (Method create : DefaultMQAdminExt.class.getMethods()) {
            if (!create.getName().equals("createAndUpdateSubscriptionGroupConfig")) continue;
            Class<?> type = create.getParameterTypes()[1];
            Object config = type.getDeclaredConstructor().newInstance();
            type.getMethod("setGroupName", String.class).invoke(config, group);
            for (Map.Entry<String, String> setting : settings.entrySet()) set(type, config, setting.getKey(), setting.getValue());
            for (String broker : brokers) call(create, admin(), broker, config);
        }
    }

    private static void set(Class<?> type, Object config, String name, String value) {
        for (Method method : type.getMethods()) {
            if (!method.getName().equalsIgnoreCase("set" + name) || method.getParameterCount() != 1) continue;
            Class<?> wanted = method.getParameterTypes()[0];
            if (wanted == boolean.class) call(method, config, Boolean.parseBoolean(value));
            else if (wanted == int.class) call(method, config, Integer.parseInt(value));
            else if (wanted == long.class) call(method, config, Long.parseLong(value));
            else continue;
            return;
        }
        throw new IllegalArgumentException("no setting " + name + " of a group");
    }

    /** Registration is asynchronous in 5.x: the topic is usable once a name server routes it to every master. */
    private void awaitRoute(String topic, int masters) throws Exception {
        Method examine = DefaultMQAdminExt.class.getMethod("examineTopicRouteInfo", String.class);
        long deadline = System.currentTimeMillis() + 15_000;
        for (;;) {
            try {
                Object route = examine.invoke(admin(), topic);
                List<?> queues = (List<?>) route.getClass().getMethod("getQueueDatas").invoke(route);
                if (queues.size() >= masters) return;
            } catch (InvocationTargetException notYet) {
                if (System.currentTimeMillis() > deadline) throw notYet;
            }
            if (System.currentTimeMillis() > deadline) throw new IllegalStateException("no full route for " + topic);
            Thread.sleep(50);
        }
    }

    private synchronized DefaultMQAdminExt admin() throws Exception {
        if (admin == null) {
            DefaultMQAdminExt created = new DefaultMQAdminExt(10_000);
            configure(created, "admin");
            created.start();
            admin = created;
        }
        return admin;
    }

    private static void call(Method method, Object target, Object... arguments) {
        try {
            method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw new IllegalStateException(thrown.getCause());
        } catch (IllegalAccessException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
