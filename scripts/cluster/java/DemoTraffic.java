import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;

/**
 * A small shop as traffic: about 200 messages a second over twelve topics, of every kind RocketMQ has, with consumers
 * that keep up, one that falls behind and catches up again, one whose failures fill a retry and a dead-letter topic,
 * and one that has gone and left its lag behind. Runs until its standard input ends.
 *
 * Arguments: name servers, master addresses (comma separated), "types" when topics have a message type (5.x), and the
 * rate: 1 is the pace above.
 */
public final class DemoTraffic {
    /** One cycle of the slow group: it falls behind for three fifths of it. */
    private static final long SLOW_CYCLE_MS = 150_000;
    private static final long TICK_MS = 100;

    private static final AtomicLong sent = new AtomicLong();
    private static final AtomicLong failed = new AtomicLong();
    private static final AtomicLong consumed = new AtomicLong();
    private static final long startedAt = System.currentTimeMillis();
    private static final Random random = new Random(20_240);
    // Sends wait here when the cluster does not answer; what does not fit is skipped, so nothing piles up.
    private static final ThreadPoolExecutor sending =
        new ThreadPoolExecutor(6, 6, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(200), new ThreadPoolExecutor.DiscardPolicy());
    private static Clients clients;
    private static double rate;

    public static void main(String[] args) throws Exception {
        PrintStream replies = new PrintStream(System.out, true, "UTF-8");
        System.setOut(System.err);
        clients = new Clients(args[0], 10_000);
        List<String> masters = Arrays.asList(args[1].split(","));
        boolean typed = args[2].equals("types");
        rate = Double.parseDouble(args[3]);

        createTopics(masters, typed);
        List<Flow> flows = producers();
        consumers(masters);
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
        for (Flow flow : flows) clock.scheduleAtFixedRate(flow::tick, 0, TICK_MS, TimeUnit.MILLISECONDS);
        clock.schedule(DemoTraffic::leaveArchiveBehind, 0, TimeUnit.SECONDS);
        clock.scheduleAtFixedRate(
            () -> replies.println(Json.text(Json.object("sent", sent.get(), "failed", failed.get(), "consumed", consumed.get()))),
            10, 10, TimeUnit.SECONDS);
        replies.println("ready");
        while (System.in.read() >= 0) continue;
        Runtime.getRuntime().halt(0);
    }

    private static void createTopics(List<String> masters, boolean typed) throws Exception {
        Object[][] topics = {
            {"order-events", 8, "NORMAL"}, {"payment-callback", 4, "NORMAL"}, {"inventory-change", 4, "NORMAL"},
            {"user-profile-sync", 4, "NORMAL"}, {"order-status-steps", 4, "FIFO"}, {"order-timeout-check", 4, "DELAY"},
            {"order-settlement", 4, "TRANSACTION"}, {"click-stream", 8, "NORMAL"}, {"email-notification", 4, "NORMAL"},
            {"coupon-grant", 4, "NORMAL"}, {"audit-trail", 4, "NORMAL"}, {"price-quote", 4, "NORMAL"},
        };
        for (Object[] topic : topics) {
            Map<String, String> attributes = typed ? Map.of("+message.type", (String) topic[2]) : Map.of();
            clients.createTopic((String) topic[0], masters, (Integer) topic[1], 6, topic[2].equals("FIFO"), attributes);
        }
    }

    private static List<Flow> producers() throws Exception {
        DefaultMQProducer orders = started(clients.producer("order-producer", true));
        DefaultMQProducer payments = started(clients.producer("payment-gateway", true));
        DefaultMQProducer stock = started(clients.producer("inventory-producer", false));
        DefaultMQProducer profiles = started(clients.producer("user-center", false));
        DefaultMQProducer clicks = started(clients.producer("web-frontend", false));
        DefaultMQProducer marketing = started(clients.producer("marketing-producer", true));
        TransactionMQProducer settlement = clients.transactionProducer("settlement-producer", true);
        settlement.setTransactionListener(new Settlement());
        settlement.start();

        List<Flow> flows = new ArrayList<>();
        String[] orderTags = {"created", "paid", "paid", "shipped", "delivered", "cancelled"};
        flows.add(new Flow(35, 170, n -> {
            int amount = 1 + random.nextInt(1_000);
            Message message = message("order-events", orderTags[(int) (n % orderTags.length)], "ORD-" + (100_000 + n / 4),
                "{\"orderId\":\"ORD-" + (100_000 + n / 4) + "\",\"amount\":" + amount + ",\"currency\":\"EUR\",\"customer\":\"C-" + n % 977 + "\"}");
            message.putUserProperty("amount", String.valueOf(amount));
            message.putUserProperty("region", n % 3 == 0 ? "eu" : n % 3 == 1 ? "us" : "cn");
            orders.send(message);
        }));
        flows.add(new Flow(25, 130, n -> payments.send(
            message("payment-callback", n % 20 == 0 ? "declined" : "settled", "PAY-" + (500_000 + n), "{\"paymentId\":\"PAY-" + (500_000 + n) + "\",\"provider\":\"card\",\"ok\":" + (n % 20 != 0) + "}"),
            new SendCallback() {
                @Override public void onSuccess(SendResult result) { }
                @Override public void onException(Throwable thrown) { failed.incrementAndGet(); }
            })));
        flows.add(new Flow(45, 210, n -> stock.sendOneway(
            message("inventory-change", "warehouse-" + n % 5, "SKU-" + n % 499, "{\"sku\":\"SKU-" + n % 499 + "\",\"delta\":" + (random.nextInt(21) - 10) + "}"))));
        flows.add(new Flow(8, 240, n -> profiles.send(
            message("user-profile-sync", "profile", "USER-" + n % 1_201, "{\"userId\":\"USER-" + n % 1_201 + "\",\"field\":\"address\"}"))));
        String[] steps = {"created", "paid", "packed", "shipped", "delivered"};
        flows.add(new Flow(12, 190, n -> {
            String order = "ORD-" + (200_000 + n / steps.length);
            orders.send(message("order-status-steps", steps[(int) (n % steps.length)], order, "{\"orderId\":\"" + order + "\",\"step\":" + n % steps.length + "}"),
                (queues, message, key) -> queues.get(Math.floorMod(key.hashCode(), queues.size())), order);
        }));
        flows.add(new Flow(4, 150, n -> {
            Message message = message("order-timeout-check", "unpaid", "ORD-" + (300_000 + n), "{\"orderId\":\"ORD-" + (300_000 + n) + "\",\"checkAfterSeconds\":30}");
            message.setDelayTimeLevel(n % 2 == 0 ? 4 : 5);
            orders.send(message);
        }));
        flows.add(new Flow(4, 160, n ->
            settlement.sendMessageInTransaction(message("order-settlement", "ledger", "SET-" + (700_000 + n), "{\"settlementId\":\"SET-" + (700_000 + n) + "\",\"lines\":3}"), n)));
        // Ten messages in one call, three times a second.
        flows.add(new Flow(3, 230, n -> {
            List<Message> batch = new ArrayList<>();
            for (int i = 0; i < 10; i++) batch.add(message("click-stream", "click", null, "{\"page\":\"/product/" + random.nextInt(5_000) + "\",\"session\":\"s" + n + "\"}"));
            clicks.send(batch);
            sent.addAndGet(batch.size() - 1);
        }));
        flows.add(new Flow(12, 0, n -> marketing.send(
            message("email-notification", n % 2 == 0 ? "receipt" : "shipping", "MAIL-" + n, "{\"to\":\"customer-" + n % 977 + "@example.com\",\"template\":\"receipt\"}"))));
        flows.add(new Flow(3, 0, n -> marketing.send(
            message("coupon-grant", "welcome", "COUPON-" + n, "{\"coupon\":\"COUPON-" + n + "\",\"broken\":" + (n % 8 == 0) + "}"))));
        flows.add(new Flow(2, 0, n -> orders.send(
            message("audit-trail", "login", "AUDIT-" + n, "{\"actor\":\"clerk-" + n % 13 + "\",\"action\":\"login\"}"))));
        flows.add(new Flow(10, 140, n -> clicks.send(
            message("price-quote", null, null, "{\"sku\":\"SKU-" + n % 499 + "\",\"price\":" + (5 + random.nextInt(95)) + "}"))));
        return flows;
    }

    private static void consumers(List<String> masters) throws Exception {
        for (int i = 0; i < 2; i++) push("order-service", 4, true, "order-events", "*", 0);
        push("billing-service", 2, true, "order-events", "paid || cancelled", 0);
        DefaultMQPushConsumer risk = clients.pushConsumer("risk-control", 2, false);
        risk.subscribe("order-events", MessageSelector.bySql("amount IS NOT NULL AND amount > 500"));
        risk.registerMessageListener(listener(0));
        risk.start();
        push("payment-reconcile", 2, true, "payment-callback", "*", 0);
        push("stock-keeper", 2, false, "inventory-change", "*", 0);
        push("settlement-ledger", 2, true, "order-settlement", "*", 0);
        push("order-timeout-canceller", 2, false, "order-timeout-check", "*", 0);
        push("click-analytics", 2, false, "click-stream", "*", 0);
        push("storefront-prices", 2, false, "price-quote", "*", 0);

        for (int i = 0; i < 2; i++) {
            DefaultMQPushConsumer caches = clients.pushConsumer("profile-cache-refresh", 1, false);
            Clients.broadcast(caches);
            caches.subscribe("user-profile-sync", "*");
            caches.registerMessageListener(listener(0));
            caches.start();
        }

        DefaultMQPushConsumer steps = clients.pushConsumer("order-step-tracker", 4, false);
        steps.subscribe("order-status-steps", "*");
        steps.registerMessageListener((MessageListenerOrderly) (messages, context) -> {
            consumed.addAndGet(messages.size());
            return ConsumeOrderlyStatus.SUCCESS;
        });
        steps.start();

        // Falls behind for three fifths of a cycle (12 a second come, 5 are done), then does up to 30 a second.
        DefaultMQPushConsumer mails = clients.pushConsumer("email-sender", 1, false);
        mails.subscribe("email-notification", "*");
        mails.registerMessageListener((MessageListenerConcurrently) (messages, context) -> {
            long phase = (System.currentTimeMillis() - startedAt) % SLOW_CYCLE_MS;
            pause(phase < SLOW_CYCLE_MS * 3 / 5 ? 200 : 33);
            consumed.addAndGet(messages.size());
            return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
        });
        mails.start();

        // One coupon in eight never works: two retries after 5 s each, then the dead-letter topic.
        DefaultMQPushConsumer coupons = clients.pushConsumer("coupon-issuer", 2, true);
        coupons.setMaxReconsumeTimes(2);
        coupons.subscribe("coupon-grant", "*");
        coupons.registerMessageListener((MessageListenerConcurrently) (messages, context) -> {
            for (MessageExt message : messages) {
                if (new String(message.getBody(), StandardCharsets.UTF_8).contains("\"broken\":true")) {
                    context.setDelayLevelWhenNextConsume(2);
                    return ConsumeConcurrentlyStatus.RECONSUME_LATER;
                }
            }
            consumed.addAndGet(messages.size());
            return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
        });
        coupons.start();

        DefaultLitePullConsumer index = new DefaultLitePullConsumer("search-indexer");
        clients.configure(index, "search-indexer");
        index.setPullThreadNums(2);
        index.subscribe("inventory-change", "*");
        index.start();
        Thread polling = new Thread(() -> {
            for (;;) consumed.addAndGet(index.poll(1_000).size());
        }, "search-indexer");
        polling.setDaemon(true);
        polling.start();
    }

    /** Reads for a while, commits, and goes for good: from then on its lag grows with nobody there. */
    private static void leaveArchiveBehind() {
        Thread thread = new Thread(() -> {
            try {
                DefaultMQPushConsumer archive = push("audit-archive", 1, false, "audit-trail", "*", 0);
                Thread.sleep(30_000);
                archive.shutdown();
            } catch (Exception thrown) {
                thrown.printStackTrace();
            }
        }, "audit-archive");
        thread.setDaemon(true);
        thread.start();
    }

    private static DefaultMQPushConsumer push(String group, int threads, boolean traced, String topic, String tags, long pauseMs)
        throws Exception {
        DefaultMQPushConsumer consumer = clients.pushConsumer(group, threads, traced);
        consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
        consumer.subscribe(topic, tags);
        consumer.registerMessageListener(listener(pauseMs));
        consumer.start();
        return consumer;
    }

    private static MessageListenerConcurrently listener(long pauseMs) {
        return (messages, context) -> {
            pause(pauseMs);
            consumed.addAndGet(messages.size());
            return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
        };
    }

    private static void pause(long ms) {
        if (ms == 0) return;
        try {
            Thread.sleep(ms);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static DefaultMQProducer started(DefaultMQProducer producer) throws Exception {
        producer.start();
        return producer;
    }

    private static Message message(String topic, String tag, String key, String body) {
        Message message = new Message(topic, body.getBytes(StandardCharsets.UTF_8));
        if (tag != null) message.setTags(tag);
        if (key != null) message.setKeys(key);
        return message;
    }

    /** Nine of ten commit at once, one in twenty rolls back, one in twenty is decided by the check-back. */
    private static final class Settlement implements TransactionListener {
        @Override public LocalTransactionState executeLocalTransaction(Message message, Object number) {
            long n = (Long) number % 20;
            if (n == 7) return LocalTransactionState.ROLLBACK_MESSAGE;
            return n == 13 ? LocalTransactionState.UNKNOW : LocalTransactionState.COMMIT_MESSAGE;
        }

        @Override public LocalTransactionState checkLocalTransaction(MessageExt message) {
            return LocalTransactionState.COMMIT_MESSAGE;
        }
    }

    private interface Send {
        void message(long number) throws Exception;
    }

    /** A steady stream whose pace swings by a third around its mean, each with a period of its own; 0 = neither swing nor rate. */
    private static final class Flow {
        private final double perSecond;
        private final double periodSeconds;
        private final Send send;
        private double due;
        private long number;

        Flow(double perSecond, double periodSeconds, Send send) {
            this.perSecond = perSecond;
            this.periodSeconds = periodSeconds;
            this.send = send;
        }

        void tick() {
            double seconds = (System.currentTimeMillis() - startedAt) / 1000.0;
            double swing = periodSeconds == 0 ? 1 : rate * (1 + 0.33 * Math.sin(2 * Math.PI * seconds / periodSeconds));
            due += perSecond * swing * TICK_MS / 1000;
            for (; due >= 1; due--) {
                long mine = number++;
                sending.execute(() -> {
                    try {
                        send.message(mine);
                        sent.incrementAndGet();
                    } catch (Exception thrown) {
                        // A broker that is down is part of a demonstration: count it and go on.
                        failed.incrementAndGet();
                    }
                });
            }
        }
    }
}
