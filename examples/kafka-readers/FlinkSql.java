import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

/** Runs a script of Flink SQL in this process, without an installation of Flink. */
public final class FlinkSql {

    /** Flink's SQL client has this statement, {@link TableEnvironment} does not. */
    private static final Pattern SET = Pattern.compile("\\bSET '(.+)' = '(.+)'");

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
        for (String statement : script.split(";\n")) {
            Matcher set = SET.matcher(statement);
            if (set.find()) {
                flink.getConfig().set(set.group(1), set.group(2));
            } else {
                flink.executeSql(statement).print();
            }
        }
    }
}
