import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;

import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Generates transactions of a bank in Spark, and prints its fraud by type of scenario. */
public final class FraudByScenario {

    private FraudByScenario() {}

    /**
     * Runs it.
     *
     * @param args the number of transactions
     */
    public static void main(String[] args) throws IOException {
        try (SparkSession spark = SparkSession.builder()
                .appName("Fraud by scenario")
                .master("local[*]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 8)
                .getOrCreate()) {
            Dataset<Row> transactions = spark.read()
                    .format("bankfeed")
                    .option("count", args[0])
                    .option("seed", 42)
                    .option("start", "2026-01-01")
                    .option("difficulty", "hard")
                    .option("labels", "full")
                    .option("partitions", Runtime.getRuntime().availableProcessors())
                    .load();

            transactions
                    .filter("is_fraud")
                    .groupBy("scenario_type", "fraud_type")
                    .agg(
                            countDistinct("scenario_id").as("scenarios"),
                            count(lit(1)).as("transactions"),
                            round(sum("transaction_amount_vnd").divide(1e9), 1).as("billion_vnd"),
                            round(avg(col("reported_fraud").cast("int")).multiply(100), 1)
                                    .as("reported_percent"))
                    .orderBy(col("transactions").desc())
                    .show(false);
        }
    }
}
