import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.rocketmq.tools.command.MQAdminStartup;

/**
 * RocketMQ's mqadmin, kept in one JVM. A request is a line "id arg arg …" with every argument in Base64 ("-" for an
 * empty one); the answer is a line "id status output" with the output in Base64 ("-" when empty) and status "ok",
 * "thrown" (an exception came out of mqadmin) or "exit" (mqadmin ended the JVM, as it does for bad options: the
 * owner starts another one). Ends when its standard input does.
 */
public final class MqadminServer {
    private static PrintStream replies;
    private static volatile String running;
    private static ByteArrayOutputStream captured;

    public static void main(String[] ignored) throws Exception {
        replies = new PrintStream(System.out, true, "UTF-8");
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.setIn(new ByteArrayInputStream(new byte[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> answer("exit")));
        replies.println("ready");
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            String[] parts = line.split(" ");
            List<String> args = new ArrayList<>();
            for (int i = 1; i < parts.length; i++) args.add(decode(parts[i]));
            run(parts[0], args.toArray(new String[0]));
        }
        // mqadmin leaves threads behind that keep a JVM alive.
        Runtime.getRuntime().halt(0);
    }

    private static void run(String id, String[] args) {
        captured = new ByteArrayOutputStream();
        PrintStream console = new PrintStream(captured, true, StandardCharsets.UTF_8);
        System.setOut(console);
        System.setErr(console);
        System.clearProperty("rocketmq.namesrv.addr");
        forgetCommands();
        running = id;
        String status = "ok";
        try {
            MQAdminStartup.main0(args, null);
        } catch (Throwable thrown) {
            thrown.printStackTrace(console);
            status = "thrown";
        }
        answer(status);
    }

    private static synchronized void answer(String status) {
        String id = running;
        if (id == null) return;
        running = null;
        System.out.flush();
        byte[] output = captured.toByteArray();
        replies.println(id + " " + status + " " + (output.length == 0 ? "-" : Base64.getEncoder().encodeToString(output)));
        replies.flush();
    }

    /** Every call of main0 adds all commands to a static list again. */
    private static void forgetCommands() {
        for (String name : new String[] {"SUB_COMMANDS", "subCommandList"}) {
            try {
                Field field = MQAdminStartup.class.getDeclaredField(name);
                field.setAccessible(true);
                ((List<?>) field.get(null)).clear();
            } catch (NoSuchFieldException other) {
                // The other version's name.
            } catch (IllegalAccessException | RuntimeException refused) {
                throw new IllegalStateException(refused);
            }
        }
    }

    private static String decode(String text) {
        return text.equals("-") ? "" : new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
