package loadtest.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Parses Prometheus' text format, as <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">described</a>,
 * and OpenMetrics: one sample a line, {@code name{labels} value [timestamp] [# exemplar]}. Other lines are skipped.
 */
final class PrometheusText {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /** Both formats: whole milliseconds, or seconds with a fraction. An exemplar may follow. */
    private static final Pattern VALUE =
            Pattern.compile("(" + NUMBER + ")(?:[ \\t]+" + NUMBER + ")?(?:[ \\t]+#[ \\t]*\\{.*)?", Pattern.DOTALL);

    private final String line;
    private int at;

    /**
     * One sample. Its timestamp is left out: endpoints serve current values.
     *
     * @param labels in the order of their names, values without escapes
     */
    record MetricSample(String name, Map<String, String> labels, double value) {
        /** Name and labels as Prometheus writes them; the same series has the same text in every reading. */
        String series() {
            return labels.isEmpty()
                    ? name
                    : labels.entrySet().stream()
                            .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + "\"")
                            .collect(Collectors.joining(",", name + "{", "}"));
        }

        private static String escaped(String value) {
            return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        }
    }

    private PrometheusText(String line) {
        this.line = line;
    }

    /** The finite samples of the wanted names, in their order. */
    static List<MetricSample> parse(String text, Predicate<String> wanted) {
        var samples = new ArrayList<MetricSample>();
        // Not String.lines: a label may hold a carriage return.
        for (int start = text.startsWith("\uFEFF") ? 1 : 0; start < text.length(); ) {
            var newline = text.indexOf('\n', start);
            var end = newline < 0 ? text.length() : newline;
            new PrometheusText(text.substring(start, end)).sample(wanted).ifPresent(samples::add);
            start = end + 1;
        }
        return samples;
    }

    private Optional<MetricSample> sample(Predicate<String> wanted) {
        skipBlanks();
        var name = word();
        if (name.isEmpty() || !wanted.test(name)) { // a comment or an empty line has no name
            return Optional.empty();
        }
        skipBlanks();
        var labels = new TreeMap<String, String>();
        if (isNext('{') && !readLabels(labels)) {
            return Optional.empty();
        }
        var value = VALUE.matcher(line.substring(at).strip());
        return value.matches()
                ? Optional.of(new MetricSample(name, labels, Double.parseDouble(value.group(1))))
                        .filter(sample -> Double.isFinite(sample.value()))
                : Optional.empty();
    }

    /** Reads the labels and returns whether they are well-formed; a comma may follow the last one. */
    private boolean readLabels(Map<String, String> labels) {
        at++;
        skipBlanks();
        while (!isNext('}')) {
            var name = word();
            skipBlanks();
            if (name.isEmpty() || !take('=')) {
                return false;
            }
            skipBlanks();
            var value = quoted();
            if (value.isEmpty()) {
                return false;
            }
            labels.put(name, value.get());
            skipBlanks();
            if (!take(',') && !isNext('}')) {
                return false;
            }
            skipBlanks();
        }
        at++;
        return true;
    }

    /** Empty where the closing quote is missing. */
    private Optional<String> quoted() {
        if (!take('"')) {
            return Optional.empty();
        }
        var value = new StringBuilder();
        while (at < line.length() && !isNext('"')) {
            var next = line.charAt(at++);
            if (next == '\\' && at < line.length()) {
                var escaped = line.charAt(at++);
                value.append(escaped == 'n' ? '\n' : escaped);
            } else {
                value.append(next);
            }
        }
        return take('"') ? Optional.of(value.toString()) : Optional.empty();
    }

    private String word() {
        var start = at;
        while (at < line.length() && isOfName(line.charAt(at))) {
            at++;
        }
        return line.substring(start, at);
    }

    private static boolean isOfName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == ':';
    }

    private boolean take(char expected) {
        var found = isNext(expected);
        at += found ? 1 : 0;
        return found;
    }

    private boolean isNext(char expected) {
        return at < line.length() && line.charAt(at) == expected;
    }

    private void skipBlanks() {
        while (isNext(' ') || isNext('\t')) {
            at++;
        }
    }
}
