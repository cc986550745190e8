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

    /** Closed by JUnit with its root context: after the last test of the run. */
    private static final class Summary implements AutoCloseable {

        private final ToolRule rule = new ToolRule(Boolean.getBoolean("ftpsd.require-tools"),
                tool -> tool.equals("basic-ftp") ? NodeClient.isPresent() : Tool.isPresent(tool));

        @Override
        public void close() {
            rule.summary().forEach(System.out::println);
        }
    }
}
