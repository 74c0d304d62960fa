package io.bankfeed.benchmark;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A line as an SVG file, readable on a light page and on a dark one. The horizontal axis is logarithmic unless told. */
final class Chart {

    private static final Color INK = new Color(0x33, 0x33, 0x33);
    private static final Color LINE = new Color(0x0b, 0x6e, 0x8a);

    private final XYChart chart;

    private Chart(XYChart chart) {
        this.chart = chart;
    }

    static Chart of(String title, String x, String y) {
        XYChart chart = new XYChartBuilder()
                .width(640)
                .height(360)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        XYStyler style = chart.getStyler();
        style.setXAxisLogarithmic(true);
        style.setYAxisMin(0.0);
        // A dashed one is written as a path with every dash in it.
        style.setPlotGridLinesStroke(new BasicStroke(1));
        style.setPlotGridLinesColor(new Color(0xdd, 0xdd, 0xdd));
        style.setPlotBackgroundColor(Color.WHITE);
        style.setPlotBorderVisible(false);
        style.setChartBackgroundColor(Color.WHITE);
        style.setChartFontColor(INK);
        style.setLegendVisible(false);
        return new Chart(chart);
    }

    Chart linear() {
        chart.getStyler().setXAxisLogarithmic(false);
        return this;
    }

    void write(Path file, List<Growth.Point> points) throws IOException {
        XYSeries line = chart.addSeries(
                "measured",
                points.stream().mapToDouble(Growth.Point::x).toArray(),
                points.stream().mapToDouble(Growth.Point::y).toArray());
        line.setMarker(SeriesMarkers.CIRCLE);
        line.setMarkerColor(LINE);
        line.setLineColor(LINE);
        line.setLineStyle(new BasicStroke(2));
        Files.createDirectories(file.getParent());
        VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
    }
}
