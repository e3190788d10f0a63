package org.evalbeam.benchmarks;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws how a figure grows with the number of trials, both on logarithmic scales. */
final class Curves {

  private static final int WIDTH = 620;
  private static final int HEIGHT = 340;
  private static final float LINE = 2;
  private static final int DPI = 144;

  /** Blue and vermilion of Okabe and Ito, which the colour-blind can tell apart. */
  private static final Color[] COLORS = {new Color(0x0072B2), new Color(0xD55E00)};

  private Curves() {}

  /**
   * One line of the picture.
   *
   * @param name for the legend
   * @param trials numbers of trials, ascending
   * @param values the figure at each of them
   */
  record Curve(String name, List<Double> trials, List<Double> values) {}

  /**
   * Draws curves into a PNG file, two pixels a point.
   *
   * @param figure what is shown, for the title
   * @param unit of the figure
   */
  static void draw(String figure, String unit, List<Curve> curves, Path file) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(figure)
            .xAxisTitle("trials")
            .yAxisTitle(unit)
            .build();
    // Only powers of ten have a label.
    DoubleSummaryStatistics exponents =
        curves.stream()
            .flatMap(curve -> curve.values().stream())
            .mapToDouble(Math::log10)
            .summaryStatistics();
    chart
        .getStyler()
        .setXAxisLogarithmic(true)
        .setYAxisLogarithmic(true)
        .setYAxisMin(Math.pow(10, Math.floor(exponents.getMin())))
        .setYAxisMax(Math.pow(10, Math.ceil(exponents.getMax())))
        .setMarkerSize(7)
        .setChartBackgroundColor(Color.WHITE)
        .setPlotBorderVisible(false)
        .setLegendPosition(LegendPosition.InsideNE)
        .setLegendBorderColor(Color.WHITE)
        .setChartTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14))
        .setSeriesColors(COLORS);
    for (Curve curve : curves) {
      XYSeries series = chart.addSeries(curve.name(), curve.trials(), curve.values());
      series.setMarker(SeriesMarkers.CIRCLE).setLineStyle(new BasicStroke(LINE));
    }
    BitmapEncoder.saveBitmapWithDPI(chart, file.toString(), BitmapFormat.PNG, DPI);
  }
}
