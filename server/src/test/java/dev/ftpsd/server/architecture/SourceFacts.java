package dev.ftpsd.server.architecture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.ToolProvider;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import org.jspecify.annotations.Nullable;

/**
 * What the compiler's own parser says of source files.
 *
 * @param files lines of each file
 * @param methodLines lines of each method and constructor, Javadoc not counted
 * @param parameters of each method and constructor, those of records left out
 * @param wildcardImports with their files
 */
record SourceFacts(Map<Path, Integer> files, Map<String, Integer> methodLines, Map<String, Integer> parameters,
        List<String> wildcardImports) {

    static final SourceFacts NONE = new SourceFacts(Map.of(), Map.of(), Map.of(), List.of());

    /** Parses without resolving anything: a file that does not compile still has its lines. */
    static SourceFacts of(List<Path> sources) throws IOException {
        var files = new TreeMap<Path, Integer>();
        for (var source : sources) {
            try (var lines = Files.lines(source)) {
                files.put(source, (int) lines.count());
            }
        }

        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null,
                    manager.getJavaFileObjectsFromPaths(sources));
            var facts = new SourceFacts(files, new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
            var scanner = new Scanner(facts, Trees.instance(task).getSourcePositions());
            task.parse().forEach(unit -> scanner.scan(unit, null));
            return facts;
        }
    }

    /** Those above the limit, largest first, each with its number. */
    static <K> List<String> above(Map<K, Integer> counts, int limit) {
        return counts.entrySet().stream().filter(entry -> entry.getValue() > limit)
                .sorted(Map.Entry.<K, Integer>comparingByValue(Comparator.reverseOrder()))
                .map(entry -> entry.getKey() + ": " + entry.getValue()).toList();
    }

    private static final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final SourceFacts facts;
        private final SourcePositions positions;

        Scanner(SourceFacts facts, SourcePositions positions) {
            this.facts = facts;
            this.positions = positions;
        }

        @Override
        public @Nullable Void visitImport(ImportTree tree, @Nullable Void nothing) {
            if (tree.getQualifiedIdentifier().toString().endsWith(".*")) {
                facts.wildcardImports.add(fileName() + ": " + tree.getQualifiedIdentifier());
            }
            return super.visitImport(tree, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree tree, @Nullable Void nothing) {
            var unit = getCurrentPath().getCompilationUnit();
            var start = positions.getStartPosition(unit, tree);
            var end = positions.getEndPosition(unit, tree);
            // A record's canonical constructor that nobody wrote has no place in the source.
            if (start >= 0 && end >= start) {
                var name = fileName() + ": " + tree.getName() + " in line " + line(unit, start);
                facts.methodLines.put(name, (int) (line(unit, end) - line(unit, start) + 1));
                if (!isConstructorOfRecord(tree)) {
                    facts.parameters.put(name, tree.getParameters().size());
                }
            }
            return super.visitMethod(tree, null);
        }

        private boolean isConstructorOfRecord(MethodTree tree) {
            return tree.getName().contentEquals("<init>")
                    && getCurrentPath().getParentPath().getLeaf() instanceof ClassTree owner
                    && owner.getKind() == Tree.Kind.RECORD;
        }

        private static long line(CompilationUnitTree unit, long position) {
            return unit.getLineMap().getLineNumber(position);
        }

        private String fileName() {
            return Path.of(getCurrentPath().getCompilationUnit().getSourceFile().toUri()).getFileName() + "";
        }
    }
}
