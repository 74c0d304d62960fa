package io.bankfeed.documentation;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Reads the Javadoc of types and methods from sources, with the JDK's compiler, and converts it to Markdown. */
final class Javadocs {

    private static final Pattern CODE = Pattern.compile("\\{@code ([^}]*)}");
    private static final Pattern LINK = Pattern.compile("\\{@link #?([^}]*)}");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Map<String, String> texts = new HashMap<>();

    Javadocs(List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Reader(docs, String.valueOf(unit.getPackageName())).scan(unit, null);
            }
        }
    }

    /** The Javadoc of a type. */
    String of(Class<?> type) {
        return text(type.getName());
    }

    /** The Javadoc of a method without parameters. */
    String of(Class<?> type, String method) {
        return text(type.getName() + "." + method);
    }

    private String text(String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalStateException(name + " has no Javadoc");
        }
        return text;
    }

    private static String markdown(String javadoc) {
        String plain = SPACE.matcher(javadoc.strip()).replaceAll(" ");
        return LINK.matcher(CODE.matcher(plain).replaceAll("`$1`")).replaceAll("`$1`");
    }

    private final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final DocTrees docs;
        private final String packageName;
        private final Deque<String> types = new ArrayDeque<>();

        private Reader(DocTrees docs, String packageName) {
            this.docs = docs;
            this.packageName = packageName;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
            types.addLast(type.getSimpleName().toString());
            put("");
            super.visitClass(type, unused);
            types.removeLast();
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
            put("." + method.getName());
            return null;
        }

        private void put(String member) {
            String javadoc = docs.getDocComment(getCurrentPath());
            if (javadoc != null) {
                texts.put(packageName + "." + String.join("$", types) + member, markdown(javadoc));
            }
        }
    }
}
