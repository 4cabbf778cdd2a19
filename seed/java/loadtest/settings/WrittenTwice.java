package loadtest.settings;

import com.typesafe.config.ConfigUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds a word that a HOCON text writes twice, which the library would merge or override in silence: as {@code a = 1}
 * and {@code a = 2}, as {@code a.b = 1} and {@code a { b = 2 }}, or as two blocks {@code a { }}. It expects text that
 * the library has parsed, so its syntax is right.
 */
final class WrittenTwice {
    /** Strings, comments, punctuation, the end of a line, and what stands between them. */
    private static final Pattern TOKEN = Pattern.compile("\"\"\"(?s:.*?)\"\"\"\"*"
            + "|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\""
            + "|(?:#|//)[^\\n]*"
            + "|[{}\\[\\],:=\\n]"
            + "|[^{}\\[\\],:=\\n\"#/]++"
            + "|/");

    private final String where;
    private final Map<List<String>, Integer> written = new HashMap<>();
    private final Map<List<String>, Integer> opened = new HashMap<>(); // the front parts of dotted words
    private final Deque<Block> blocks = new ArrayDeque<>();
    private int line = 1;

    /** An object or a list, as far as it has been read. */
    private static final class Block {
        private final List<String> path;
        private final boolean list;
        private final StringBuilder word = new StringBuilder();
        private List<String> field; // of the value that comes next; null before its separator
        private boolean valued;
        private int items;

        Block(List<String> path, boolean list) {
            this.path = path;
            this.list = list;
        }

        void end() {
            word.setLength(0);
            field = null;
            valued = false;
            items++;
        }

        boolean awaitsWord() {
            return !list && field == null;
        }

        /** Where the value that begins here lies; each item of a list is a place of its own. */
        List<String> inner() {
            valued = true;
            return list ? joined(path, List.of(String.valueOf(items))) : field == null ? path : field;
        }
    }

    private WrittenTwice(String where) {
        this.where = where;
        blocks.push(new Block(List.of(), false));
    }

    /** @throws BadInput naming the line of the second writing, and that of the first */
    static void check(String text, String where) {
        var scan = new WrittenTwice(where);
        var tokens = TOKEN.matcher(text);
        while (tokens.find()) {
            scan.take(tokens.group());
            scan.line += (int) tokens.group().chars().filter(c -> c == '\n').count();
        }
    }

    private void take(String token) {
        var block = blocks.element();
        switch (token) {
            case "{", "[" -> {
                name(block);
                blocks.push(new Block(block.inner(), token.equals("[")));
            }
            case "}", "]" -> blocks.pop();
            case "=", ":" -> name(block);
            case "," -> block.end();
            case "\n" -> {
                if (block.list || block.valued) {
                    block.end();
                }
            }
            default -> {
                if (block.awaitsWord() && !isComment(token)) {
                    block.word.append(token);
                } else {
                    block.valued |= !token.isBlank() && !isComment(token);
                }
            }
        }
    }

    private static boolean isComment(String token) {
        return token.startsWith("#") || token.startsWith("//");
    }

    /** Takes the word before a separator or a brace; a root in braces has none. */
    private void name(Block block) {
        var word = block.word.toString().replaceAll("^[\\s\\uFEFF]+|\\s*\\+?\\s*$", "");
        if (!block.awaitsWord() || word.isEmpty()) {
            return;
        }
        var field = joined(block.path, ConfigUtil.splitPath(word));
        for (int length = block.path.size() + 1; length < field.size(); length++) {
            refuse(written, field.subList(0, length));
            opened.putIfAbsent(field.subList(0, length), line);
        }
        refuse(written, field);
        refuse(opened, field);
        written.put(field, line);
        block.field = field;
    }

    private void refuse(Map<List<String>, Integer> before, List<String> path) {
        if (before.containsKey(path)) {
            throw new BadInput(where + " line " + line + ": " + BadInput.shown(ConfigUtil.joinPath(path))
                    + " is written twice, first in line " + before.get(path) + "; write it once");
        }
    }

    private static List<String> joined(List<String> path, List<String> more) {
        return Stream.concat(path.stream(), more.stream()).toList();
    }
}
