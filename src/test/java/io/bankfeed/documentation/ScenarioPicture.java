package io.bankfeed.documentation;

import static java.util.Locale.ROOT;

import io.bankfeed.core.transaction.Payment;
import io.bankfeed.documentation.ScenarioExample.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A scenario as an SVG picture: a line for each account, and an arrow for each payment. */
final class ScenarioPicture {

    private static final int WIDTH = 900;
    private static final int LEFT = 220;
    private static final int RIGHT = 56;
    private static final int TOP = 34;
    private static final int LANE = 38;
    private static final int BOTTOM = 44;

    private static final String STYLE = """
              <style>
                text { font: 12px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328; }
                .code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
                .small { fill: #57606a; }
                .lane { stroke: #d0d7de; stroke-width: 1.5; }
                .day { stroke: #8c959f; stroke-dasharray: 3 4; }
                .other { fill: #8c959f; }
                .fraud { stroke: #cf222e; fill: none; stroke-width: 2; }
                .fraud-end { fill: #cf222e; }
                .honest { stroke: #0969da; fill: none; stroke-width: 2; }
                .honest-end { fill: #0969da; }
                .amount { font-weight: 600; paint-order: stroke; stroke: #ffffff; stroke-width: 4px; }
                .paper { fill: #ffffff; }
                @media (prefers-color-scheme: dark) {
                  text { fill: #e6edf3; }
                  .small { fill: #9da7b3; }
                  .lane { stroke: #30363d; }
                  .day { stroke: #6e7681; }
                  .other { fill: #6e7681; }
                  .fraud { stroke: #ff7b72; }
                  .fraud-end { fill: #ff7b72; }
                  .honest { stroke: #58a6ff; }
                  .honest-end { fill: #58a6ff; }
                  .amount { stroke: #0d1117; }
                  .paper { fill: #0d1117; }
                }
              </style>
            """;

    private final ScenarioExample example;

    /** The accounts in the order in which they appear, each with the role it plays. */
    private final Map<String, String> lanes = new LinkedHashMap<>();

    private final List<String> names;
    private final double[] places;
    private final StringBuilder svg = new StringBuilder();

    private ScenarioPicture(ScenarioExample example) {
        this.example = example;
        for (Row row : example.steps()) {
            lanes.put(ScenarioTable.account(row.payer()), row.label().step().role());
            lanes.putIfAbsent(ScenarioTable.payee(row.transaction().payment()), "");
        }
        names = new ArrayList<>(lanes.keySet());
        places = places(example.steps());
    }

    static String of(ScenarioExample example, String title) {
        return new ScenarioPicture(example).draw(title);
    }

    /** The longer the time between two payments, the wider the distance. */
    private static double[] places(List<Row> steps) {
        double[] places = new double[steps.size()];
        double sum = 0.7;
        for (int i = 0; i < places.length; i++) {
            if (i > 0) {
                double minutes = (steps.get(i).epochMicros() - steps.get(i - 1).epochMicros()) / 60e6;
                sum += 1 + 0.35 * StrictMath.log10(1 + minutes);
            }
            places[i] = sum;
        }
        for (int i = 0; i < places.length; i++) {
            places[i] = LEFT + places[i] / (sum + 0.3) * (WIDTH - LEFT - RIGHT);
        }
        return places;
    }

    private String draw(String title) {
        int height = TOP + names.size() * LANE + BOTTOM;
        svg.append(String.format(
                ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                        + " aria-labelledby=\"title\">\n  <title id=\"title\">%s</title>\n",
                WIDTH,
                height,
                title));
        svg.append(STYLE);
        svg.append(
                String.format(ROOT, "  <rect class=\"paper\" width=\"%d\" height=\"%d\" rx=\"8\"/>\n", WIDTH, height));
        for (int i = 0; i < names.size(); i++) {
            drawLane(i);
        }
        drawTimes(height);
        if (!example.others().isEmpty()) {
            svg.append(String.format(ROOT, "  <circle class=\"other\" cx=\"19\" cy=\"%d\" r=\"2.5\"/>\n", height - 16));
            svg.append(String.format(
                    ROOT, "  <text class=\"small\" x=\"27\" y=\"%d\">other payments</text>\n", height - 12));
        }
        example.others().forEach(this::drawOther);
        for (int i = 0; i < places.length; i++) {
            drawPayment(example.steps().get(i), places[i]);
        }
        return svg.append("</svg>\n").toString();
    }

    private void drawLane(int lane) {
        int y = y(lane);
        String role = lanes.getOrDefault(names.get(lane), "");
        svg.append(String.format(ROOT, "  <path class=\"lane\" d=\"M%d %dH%d\"/>\n", LEFT, y, WIDTH - 20));
        svg.append(String.format(
                ROOT,
                "  <text class=\"code\" x=\"16\" y=\"%d\">%s</text>\n",
                y + (role.isEmpty() ? 4 : -2),
                names.get(lane)));
        if (!role.isEmpty()) {
            svg.append(String.format(ROOT, "  <text class=\"small\" x=\"16\" y=\"%d\">%s</text>\n", y + 12, role));
        }
    }

    /** The times below the payments, and the days above. */
    private void drawTimes(int height) {
        String day = "";
        for (int i = 0; i < places.length; i++) {
            var time = ScenarioTable.time(example.steps().get(i));
            svg.append(String.format(
                    ROOT,
                    "  <text class=\"small\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                    places[i],
                    height - 30,
                    ScenarioTable.TIME.format(time)));
            if (!ScenarioTable.DAY.format(time).equals(day)) {
                day = ScenarioTable.DAY.format(time);
                if (i > 0) {
                    svg.append(String.format(
                            ROOT,
                            "  <path class=\"day\" d=\"M%.1f 16V%d\"/>\n",
                            (places[i - 1] + places[i]) / 2,
                            height - 8));
                }
                svg.append(String.format(
                        ROOT,
                        "  <text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                        places[i],
                        height - 12,
                        day));
            }
        }
    }

    private void drawOther(Row row) {
        int lane = names.indexOf(ScenarioTable.account(row.payer()));
        int after = 0;
        while (example.steps().get(after + 1).epochMicros() < row.epochMicros()) {
            after++;
        }
        long from = example.steps().get(after).epochMicros();
        long to = example.steps().get(after + 1).epochMicros();
        double part = (double) (row.epochMicros() - from) / (to - from);
        double x = places[after] + part * (places[after + 1] - places[after]);
        svg.append(String.format(ROOT, "  <circle class=\"other\" cx=\"%.1f\" cy=\"%d\" r=\"2.5\"/>\n", x, y(lane)));
    }

    private void drawPayment(Row row, double x) {
        Payment payment = row.transaction().payment();
        int from = y(names.indexOf(ScenarioTable.account(row.payer())));
        int to = y(names.indexOf(ScenarioTable.payee(payment)));
        int down = to > from ? 1 : -1;
        String kind = row.label().isFraud() ? "fraud" : "honest";
        svg.append(String.format(
                ROOT,
                "  <circle class=\"%s-end\" cx=\"%.1f\" cy=\"%d\" r=\"4\"/>\n"
                        + "  <path class=\"%s\" d=\"M%.1f %dV%d\"/>\n"
                        + "  <path class=\"%s-end\" d=\"M%.1f %dl-5 %dh10z\"/>\n",
                kind,
                x,
                from,
                kind,
                x,
                from,
                to - 8 * down,
                kind,
                x,
                to,
                -10 * down));
        svg.append(String.format(
                ROOT,
                "  <text class=\"amount\" x=\"%.1f\" y=\"%d\">%s</text>\n",
                x + 7,
                from + (down > 0 ? 16 : -8),
                amount(row.transaction().amountVnd())));
    }

    private static String amount(long vnd) {
        if (vnd < 1_000_000) {
            return String.format(ROOT, "%.0f k", vnd / 1e3);
        }
        return String.format(ROOT, vnd < 100_000_000 ? "%.1f M" : "%.0f M", vnd / 1e6);
    }

    private static int y(int lane) {
        return TOP + lane * LANE;
    }
}
