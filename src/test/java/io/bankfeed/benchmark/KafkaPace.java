package io.bankfeed.benchmark;

import io.bankfeed.benchmark.KafkaLoad.Load;
import io.bankfeed.benchmark.KafkaLoad.Pace;
import io.bankfeed.deployment.KafkaBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The rate at which one replica commits transactions to Kafka, against its pace. */
final class KafkaPace implements Scenario {

    private static final long SECONDS = 60;
    private static final long SAMPLE_MILLIS = 20;

    @Override
    public String name() {
        return "kafka-pace";
    }

    @Override
    public void run(Report report) throws Exception {
        for (Pace pace : List.of(new Pace(1, 0.1), new Pace(10, 0.01), new Pace(1_000, 0.01))) {
            String name = "Kafka, " + (long) pace.perSecond() + "/s over " + SECONDS + " s, ";
            List<Double> deviations = new ArrayList<>();
            double skipped;
            try (KafkaBroker broker = KafkaLoad.broker();
                    Service service = KafkaLoad.warm(broker, new Load(KafkaLoad.LANES, "none", true), pace)) {
                long before = KafkaLoad.counter(service, "skipped");
                for (int run = 0; run < Options.runs(); run++) {
                    deviations.add(Math.abs(perSecond(service) / pace.perSecond() - 1) * 100);
                }
                skipped = KafkaLoad.counter(service, "skipped") - before;
            }
            report.add(
                    Figure.of(name + "deviation of the rate", "%", deviations).withTarget(Figure.Target.atMost(0.1)));
            report.add(Figure.of(name + "left out by all lanes", "numbers", skipped));
        }
    }

    /**
     * The slope of the count over the time, by least squares: what is committed comes in steps, so that the rate between
     * two moments is off by up to a step.
     */
    private static double perSecond(Service service) throws Exception {
        long start = System.nanoTime();
        double n = 0;
        double times = 0;
        double counts = 0;
        double squares = 0;
        double products = 0;
        for (double seconds = 0; seconds < SECONDS; n++) {
            seconds = (System.nanoTime() - start) / 1e9;
            double count = KafkaLoad.counter(service, "transactions");
            times += seconds;
            counts += count;
            squares += seconds * seconds;
            products += seconds * count;
            TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
        }
        return (n * products - times * counts) / (n * squares - times * times);
    }
}
