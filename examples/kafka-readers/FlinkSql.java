import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

/** Runs a script of Flink SQL in this process, without an installation of Flink. */
public final class FlinkSql {

    private FlinkSql() {}

    /**
     * Runs it until it is killed.
     *
     * @param args the script, the brokers, and whether it ends with what is in the topics now
     */
    public static void main(String[] args) throws IOException {
        String script = Files.readString(Path.of(args[0])).replace("127.0.0.1:9092", args[1]);
        if (Boolean.parseBoolean(args[2])) {
            script = script.replace("'unbounded'", "'latest-offset'");
        }
        TableEnvironment flink = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
        // Shows changes once a second, not one for each transaction
        flink.getConfig().set("table.exec.mini-batch.enabled", "true");
        flink.getConfig().set("table.exec.mini-batch.allow-latency", "1 s");
        flink.getConfig().set("table.exec.mini-batch.size", "10000");
        for (String statement : script.split(";\n")) {
            flink.executeSql(statement).print();
        }
    }
}
