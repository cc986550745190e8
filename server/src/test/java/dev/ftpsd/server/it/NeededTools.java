package dev.ftpsd.server.it;

import java.util.stream.Stream;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Holds each test that {@link Needs} tools to the {@link ToolRule}; the summary is printed when all tests have run. */
final class NeededTools implements BeforeEachCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(NeededTools.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        var rule = context.getRoot().getStore(NAMESPACE).computeIfAbsent(Summary.class, key -> new Summary(),
                Summary.class).rule;
        Stream.of(context.getTestClass(), context.getTestMethod())
                .flatMap(element -> AnnotationSupport.findAnnotation(element, Needs.class).stream())
                .flatMap(needs -> Stream.of(needs.value()))
                .forEach(rule::check);
    }

    /** Not only programs: some tests need a library, or a right. */
    private static boolean isPresent(String tool) {
        return switch (tool) {
            case "basic-ftp" -> NodeClient.isPresent();
            case DiskIT.MAY_MOUNT -> DiskIT.mayMount();
            default -> Tool.isPresent(tool);
        };
    }

    /** Closed by JUnit with its root context: after the last test of the run. */
    private static final class Summary implements AutoCloseable {

        private final ToolRule rule = new ToolRule(Boolean.getBoolean("ftpsd.require-tools"),
                NeededTools::isPresent);

        @Override
        public void close() {
            rule.summary().forEach(System.out::println);
        }
    }
}
