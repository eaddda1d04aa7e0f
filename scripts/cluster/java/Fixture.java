import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.rocketmq.client.consumer.DefaultLitePullConsumer;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.MessageSelector;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.consumer.listener.MessageListenerOrderly;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.SendCallback;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.client.producer.TransactionListener;
import org.apache.rocketmq.client.producer.TransactionMQProducer;
import org.apache.rocketmq.client.producer.TransactionSendResult;
import org.apache.rocketmq.client.producer.selector.SelectMessageQueueByHash;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageClientIDSetter;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;

/**
 * Real clients that do exactly what a test asks. A request is a line "id verb name=value name=value …" with
 * URL-encoded values; the answer is a line "id ok json" or "id error json". Requests run at the same time; who wants
 * an order waits for answers. Ends when its standard input does.
 */
public final class Fixture {
    private static PrintStream replies;
    private static Clients clients;
    private static final Map<String, DefaultMQProducer> producers = new HashMap<>();
    private static final Map<String, Consumer> consumers = new ConcurrentHashMap<>();
    private static final AtomicInteger consumerIds = new AtomicInteger();

    public static void main(String[] args) throws Exception {
        replies = new PrintStream(System.out, true, "UTF-8");
        // Clients print to the console now and then; answers have it for themselves.
        System.setOut(System.err);
        clients = new Clients(args[0], 1_000);
        ExecutorService work = Executors.newCachedThreadPool();
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        replies.println("ready");
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            Request request = new Request(line);
            work.execute(() -> answer(request));
        }
        Runtime.getRuntime().halt(0);
    }

    private static void answer(Request request) {
        String line;
        try {
            line = request.id + " ok " + Json.text(run(request));
        } catch (Throwable thrown) {
            thrown.printStackTrace();
            line = request.id + " error " + Json.text(String.valueOf(thrown));
        }
        synchronized (replies) {
            replies.println(line);
            replies.flush();
        }
    }

    private static Object run(Request request) throws Exception {
        switch (request.verb) {
            case "topic": return createTopic(request);
            case "deleteTopic": clients.deleteTopic(request.need("topic"), request.list("brokers")); return Json.object();
            case "group": return createGroup(request);
            case "send": return send(request);
            case "batch": return batch(request);
            case "transaction": return transaction(request);
            case "consume": return consume(request);
            case "consumed": return consumer(request).state();
            case "await": return consumer(request).await(request.number("count", 1), request.number("timeoutMs", 60_000));
            case "stop": consumer(request).stop(); return Json.object();
            case "stopProducer": return stopProducer(request);
            default: throw new IllegalArgumentException("no such verb: " + request.verb);
        }
    }

    private static Object createTopic(Request request) throws Exception {
        Map<String, String> attributes = new HashMap<>();
        String type = request.text("messageType", null);
        if (type != null) attributes.put("+message.type", type);
        clients.createTopic(
            request.need("topic"), request.list("brokers"), request.number("queues", 4), request.number("permission", 6),
            request.flag("ordered"), attributes);
        return Json.object();
    }

    private static Object createGroup(Request request) throws Exception {
        Map<String, String> settings = request.map("settings");
        clients.createGroup(request.need("group"), request.list("brokers"), settings);
        return Json.object();
    }

    private static Object send(Request request) throws Exception {
        DefaultMQProducer producer = producer(request);
        String mode = request.text("mode", "sync");
        String shardingKey = request.text("shardingKey", null);
        String broker = request.text("broker", null);
        int count = request.number("count", 1);
        List<Object> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Message message = message(request, i);
            if (mode.equals("oneway")) {
                producer.sendOneway(message);
                sent.add(Json.object("messageId", MessageClientIDSetter.getUniqID(message), "keys", message.getKeys()));
                continue;
            }
            SendResult result;
            if (mode.equals("async")) {
                result = sendAsync(producer, message);
            } else if (shardingKey != null) {
                String key = shardingKey.replace("{i}", String.valueOf(i));
                result = producer.send(message, new SelectMessageQueueByHash(), key);
            } else if (broker != null) {
                result = producer.send(message, new MessageQueue(message.getTopic(), broker, request.number("queue", 0)));
            } else {
                result = producer.send(message);
            }
            sent.add(sent(result, message));
        }
        return sent;
    }

    private static SendResult sendAsync(DefaultMQProducer producer, Message message) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        AtomicReference<SendResult> result = new AtomicReference<>();
        AtomicReference<Throwable> failed = new AtomicReference<>();
        producer.send(message, new SendCallback() {
            @Override public void onSuccess(SendResult sendResult) { result.set(sendResult); done.countDown(); }
            @Override public void onException(Throwable thrown) { failed.set(thrown); done.countDown(); }
        });
        if (!done.await(15, TimeUnit.SECONDS)) throw new IllegalStateException("no callback within 15 s");
        if (failed.get() != null) throw new IllegalStateException(failed.get());
        return result.get();
    }

    private static Object batch(Request request) throws Exception {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < request.number("count", 10); i++) messages.add(message(request, i));
        SendResult result = producer(request).send(messages);
        return Json.object(
            "messageIds", Arrays.asList(result.getMsgId().split(",")), "offsetMessageIds", Arrays.asList(result.getOffsetMsgId().split(",")),
            "brokerName", result.getMessageQueue().getBrokerName(), "queueId", result.getMessageQueue().getQueueId(),
            "queueOffset", result.getQueueOffset(), "status", result.getSendStatus());
    }

    /** outcome: what the local transaction says; onCheck: what a check-back is told (default: still unknown). */
    private static Object transaction(Request request) throws Exception {
        LocalTransactionState outcome = state(request.text("outcome", "commit"));
        LocalTransactionState onCheck = state(request.text("onCheck", "unknown"));
        TransactionMQProducer producer = transactionProducer(request);
        List<Object> sent = new ArrayList<>();
        for (int i = 0; i < request.number("count", 1); i++) {
            Message message = message(request, i);
            message.putUserProperty("onCheck", onCheck.name());
            TransactionSendResult result = producer.sendMessageInTransaction(message, outcome);
            Map<String, Object> entry = sent(result, message);
            entry.put("transactionId", result.getTransactionId());
            entry.put("state", result.getLocalTransactionState());
            sent.add(entry);
        }
        return sent;
    }

    private static TransactionMQProducer transactionProducer(Request request) throws Exception {
        String group = request.text("group", "fixture-transaction-producer");
        boolean traced = request.flag("traced");
        String key = "transaction " + group + " " + traced;
        synchronized (producers) {
            DefaultMQProducer known = producers.get(key);
            if (known != null) return (TransactionMQProducer) known;
            TransactionMQProducer producer = clients.transactionProducer(group, traced);
            producer.setTransactionListener(new TransactionListener() {
                @Override public LocalTransactionState executeLocalTransaction(Message message, Object outcome) {
                    return (LocalTransactionState) outcome;
                }

                @Override public LocalTransactionState checkLocalTransaction(MessageExt message) {
                    return LocalTransactionState.valueOf(message.getUserProperty("onCheck"));
                }
            });
            producer.start();
            producers.put(key, producer);
            return producer;
        }
    }

    private static LocalTransactionState state(String name) {
        switch (name) {
            case "commit": return LocalTransactionState.COMMIT_MESSAGE;
            case "rollback": return LocalTransactionState.ROLLBACK_MESSAGE;
            case "unknown": return LocalTransactionState.UNKNOW;
            default: throw new IllegalArgumentException("no such outcome: " + name);
        }
    }

    private static Map<String, Object> sent(SendResult result, Message message) {
        MessageQueue queue = result.getMessageQueue();
        return Json.object(
            "messageId", result.getMsgId(), "offsetMessageId", result.getOffsetMsgId(), "topic", message.getTopic(),
            "brokerName", queue.getBrokerName(), "queueId", queue.getQueueId(), "queueOffset", result.getQueueOffset(),
            "status", result.getSendStatus(), "keys", message.getKeys());
    }

    /** {i} in tag, key and body stands for the number of the message, from 0. */
    private static Message message(Request request, int index) {
        String number = String.valueOf(index);
        String base64 = request.text("bodyBase64", null);
        int bodyBytes = request.number("bodyBytes", -1);
        byte[] body;
        if (base64 != null) body = Base64.getDecoder().decode(base64);
        else if (bodyBytes >= 0) body = filled(bodyBytes);
        else body = request.text("body", "message {i}").replace("{i}", number).getBytes(StandardCharsets.UTF_8);
        Message message = new Message(request.need("topic"), body);
        String tag = request.text("tag", null);
        if (tag != null) message.setTags(tag.replace("{i}", number));
        String key = request.text("key", null);
        if (key != null) message.setKeys(key.replace("{i}", number));
        for (Map.Entry<String, String> property : request.map("properties").entrySet()) {
            message.putUserProperty(property.getKey(), property.getValue().replace("{i}", number));
        }
        int delayLevel = request.number("delayLevel", 0);
        if (delayLevel > 0) message.setDelayTimeLevel(delayLevel);
        // TIMER_DELIVER_MS (MessageConst, 5.x); 4.9.7 keeps it as a property without a meaning.
        long delayMs = request.number("delayMs", 0);
        if (delayMs > 0) putProperty(message, "TIMER_DELIVER_MS", String.valueOf(System.currentTimeMillis() + delayMs));
        return message;
    }

    private static void putProperty(Message message, String name, String value) {
        try {
            java.lang.reflect.Method put = Message.class.getDeclaredMethod("putProperty", String.class, String.class);
            put.setAccessible(true);
            put.invoke(message, name, value);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] filled(int bytes) {
        byte[] text = "The quick brown fox jumps over the lazy dog. ".getBytes(StandardCharsets.US_ASCII);
        byte[] body = new byte[bytes];
        for (int i = 0; i < bytes; i++) body[i] = text[i % text.length];
        return body;
    }

    private static DefaultMQProducer producer(Request request) throws Exception {
        String group = request.text("group", "fixture-producer");
        boolean traced = request.flag("traced");
        String compression = request.text("compression", "");
        String traceTopic = request.text("traceTopic", null);
        String key = group + " " + traced + " " + compression + " " + traceTopic;
        synchronized (producers) {
            DefaultMQProducer known = producers.get(key);
            if (known != null) return known;
            // Read while the producer is built (DefaultMQProducerImpl, 4.9.7 and 5.5.0).
            if (!compression.isEmpty()) System.setProperty("rocketmq.message.compressType", compression.toUpperCase());
            DefaultMQProducer producer = clients.producer(group, traced, traceTopic);
            System.clearProperty("rocketmq.message.compressType");
            producer.setCompressMsgBodyOverHowmuch(compression.isEmpty() ? Integer.MAX_VALUE : 64);
            producer.start();
            producers.put(key, producer);
            return producer;
        }
    }

    private static Object stopProducer(Request request) {
        String group = request.need("group");
        List<DefaultMQProducer> stopped = new ArrayList<>();
        synchronized (producers) {
            producers.entrySet().removeIf(entry -> {
                boolean ours = entry.getValue().getProducerGroup().equals(group);
                if (ours) stopped.add(entry.getValue());
                return ours;
            });
        }
        for (DefaultMQProducer producer : stopped) producer.shutdown();
        return Json.object("stopped", stopped.size());
    }

    private static Object consume(Request request) throws Exception {
        String id = "consumer-" + consumerIds.incrementAndGet();
        Consumer consumer = request.text("mode", "push").equals("pull") ? new PullConsumer(request) : new PushConsumer(request);
        consumers.put(id, consumer);
        return Json.object("consumer", id, "clientId", consumer.clientId());
    }

    private static Consumer consumer(Request request) {
        Consumer consumer = consumers.get(request.need("consumer"));
        if (consumer == null) throw new IllegalArgumentException("no such consumer");
        return consumer;
    }

    private abstract static class Consumer {
        private static final int KEPT = 2_000;
        private final Deque<Object> last = new ArrayDeque<>();
        private long count;

        abstract String clientId();

        abstract void stop();

        final synchronized void took(MessageExt message) {
            count++;
            if (last.size() == KEPT) last.removeFirst();
            last.addLast(Json.object(
                "messageId", message.getMsgId(), "offsetMessageId", org.apache.rocketmq.common.message.MessageDecoder.createMessageId(
                    message.getStoreHost(), message.getCommitLogOffset()),
                "topic", message.getTopic(), "brokerName", message.getBrokerName(), "queueId", message.getQueueId(),
                "queueOffset", message.getQueueOffset(), "reconsumeTimes", message.getReconsumeTimes(), "tags", message.getTags(),
                "keys", message.getKeys(), "bodyBase64", Base64.getEncoder().encodeToString(message.getBody())));
            notifyAll();
        }

        final synchronized Object state() {
            return Json.object("count", count, "messages", new ArrayList<>(last));
        }

        final synchronized Object await(long wanted, long timeoutMs) throws InterruptedException {
            long deadline = System.currentTimeMillis() + timeoutMs;
            while (count < wanted) {
                long left = deadline - System.currentTimeMillis();
                if (left <= 0) throw new IllegalStateException("took " + count + " of " + wanted + " messages within " + timeoutMs + " ms");
                wait(left);
            }
            return state();
        }
    }

    private static final class PushConsumer extends Consumer {
        private final DefaultMQPushConsumer consumer;
        private final int pauseMs;
        private final int failures;
        private final int retryLevel;
        private final String throwing;

        PushConsumer(Request request) throws Exception {
            pauseMs = request.number("pauseMs", 0);
            failures = request.flag("fail") ? Integer.MAX_VALUE : request.number("failTimes", 0);
            throwing = request.text("throwing", null);
            int suspendMs = request.number("suspendMs", 1_000);
            retryLevel = request.number("retryLevel", 1);
            consumer = clients.pushConsumer(
                request.need("group"), request.number("threads", 2), request.flag("traced"), request.text("traceTopic", null));
            consumer.setConsumeFromWhere(
                request.text("from", "first").equals("last") ? ConsumeFromWhere.CONSUME_FROM_LAST_OFFSET : ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
            consumer.setPersistConsumerOffsetInterval(500);
            consumer.setMaxReconsumeTimes(request.number("maxReconsumeTimes", -1));
            if (request.flag("broadcast")) Clients.broadcast(consumer);
            String sql = request.text("sql", null);
            for (String topic : request.list("topics")) {
                if (sql != null) consumer.subscribe(topic, MessageSelector.bySql(sql));
                else consumer.subscribe(topic, request.text("tag", "*"));
            }
            if (request.flag("ordered")) {
                consumer.registerMessageListener((MessageListenerOrderly) (messages, context) -> {
                    context.setSuspendCurrentQueueTimeMillis(suspendMs);
                    return work(messages) ? ConsumeOrderlyStatus.SUCCESS : ConsumeOrderlyStatus.SUSPEND_CURRENT_QUEUE_A_MOMENT;
                });
            } else {
                consumer.registerMessageListener((MessageListenerConcurrently) (messages, context) -> {
                    context.setDelayLevelWhenNextConsume(retryLevel);
                    return work(messages) ? ConsumeConcurrentlyStatus.CONSUME_SUCCESS : ConsumeConcurrentlyStatus.RECONSUME_LATER;
                });
            }
            consumer.start();
        }

        private boolean work(List<MessageExt> messages) {
            if (pauseMs > 0) {
                try {
                    Thread.sleep(pauseMs);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            boolean fails = false;
            for (MessageExt message : messages) {
                fails |= message.getReconsumeTimes() < failures;
                took(message);
            }
            if (throwing != null) throw new IllegalStateException(throwing);
            return !fails;
        }

        @Override String clientId() { return consumer.buildMQClientId(); }

        @Override void stop() { consumer.shutdown(); }
    }

    private static final class PullConsumer extends Consumer {
        private final DefaultLitePullConsumer consumer;
        private final Thread thread;
        private volatile boolean stopping;

        PullConsumer(Request request) throws Exception {
            consumer = new DefaultLitePullConsumer(request.need("group"));
            clients.configure(consumer, request.need("group"));
            consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
            consumer.setAutoCommitIntervalMillis(1_000);
            for (String topic : request.list("topics")) consumer.subscribe(topic, request.text("tag", "*"));
            consumer.start();
            thread = new Thread(() -> {
                while (!stopping) for (MessageExt message : consumer.poll(500)) took(message);
            });
            thread.start();
        }

        @Override String clientId() { return consumer.buildMQClientId(); }

        @Override void stop() {
            stopping = true;
            try {
                thread.join(5_000);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            consumer.shutdown();
        }
    }

    private static final class Request {
        final String id;
        final String verb;
        private final Map<String, String> values = new HashMap<>();

        Request(String line) {
            String[] parts = line.split(" ");
            id = parts[0];
            verb = parts[1];
            for (int i = 2; i < parts.length; i++) {
                int equals = parts[i].indexOf('=');
                values.put(parts[i].substring(0, equals), URLDecoder.decode(parts[i].substring(equals + 1), StandardCharsets.UTF_8));
            }
        }

        String text(String name, String otherwise) { return values.getOrDefault(name, otherwise); }

        String need(String name) {
            String value = values.get(name);
            if (value == null) throw new IllegalArgumentException(verb + " needs " + name);
            return value;
        }

        int number(String name, int otherwise) {
            String value = values.get(name);
            return value == null ? otherwise : Integer.parseInt(value);
        }

        boolean flag(String name) { return "true".equals(values.get(name)); }

        List<String> list(String name) { return Arrays.asList(need(name).split(",")); }

        /** "a=1\nb=2" */
        Map<String, String> map(String name) {
            Map<String, String> map = new HashMap<>();
            String value = values.get(name);
            if (value == null || value.isEmpty()) return map;
            for (String line : value.split("\n")) map.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            return map;
        }
    }
}
