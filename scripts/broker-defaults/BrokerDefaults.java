import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prints the values that a broker has without a configuration file, as `{"key":"value"}`; null = none. Every field that
 * the broker itself would list: MixAll#object2Properties takes those that are not static and do not begin with "this",
 * of the objects that BrokerController gives to Configuration (4.9.7, 5.5.0), AuthConfig where there is one.
 */
public class BrokerDefaults {
    private static final String[] CLASSES = {
        "org.apache.rocketmq.common.BrokerConfig",
        "org.apache.rocketmq.remoting.netty.NettyServerConfig",
        "org.apache.rocketmq.remoting.netty.NettyClientConfig",
        "org.apache.rocketmq.store.config.MessageStoreConfig",
        "org.apache.rocketmq.auth.config.AuthConfig",
    };

    public static void main(String[] args) throws Exception {
        Map<String, String> values = new TreeMap<>();
        for (String name : CLASSES) {
            Class<?> type;
            try {
                type = Class.forName(name);
            } catch (ClassNotFoundException e) {
                continue; // AuthConfig came with 5.3
            }
            Object config = type.getDeclaredConstructor().newInstance();
            for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
                for (Field field : c.getDeclaredFields()) {
                    if (Modifier.isStatic(field.getModifiers()) || field.getName().startsWith("this")) continue;
                    field.setAccessible(true);
                    Object value = field.get(config);
                    values.put(field.getName(), value == null ? null : value.toString());
                }
            }
        }
        // BrokerStartup sets it before it reads the file, 4.9.7 and 5.5.0.
        values.put("listenPort", "10911");
        StringBuilder json = new StringBuilder("{");
        for (Map.Entry<String, String> entry : values.entrySet()) {
            if (json.length() > 1) json.append(',');
            json.append(quoted(entry.getKey())).append(':');
            json.append(entry.getValue() == null ? "null" : quoted(entry.getValue()));
        }
        System.out.println(json.append('}'));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t") + '"';
    }
}
