package dev.ftpsd.server.architecture;

import java.util.TreeSet;
import java.util.stream.Collectors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandTable;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static dev.ftpsd.server.architecture.House.CLASSES;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** What kinds of types stand where. */
final class TypeRulesTest {

    @Test
    void the_protocol_is_made_of_values() {
        classes().that().resideInAPackage("dev.ftpsd.server.protocol..")
                .should(be(new Value()))
                .because("what was said does not change, and a switch over it is complete")
                .check(CLASSES);
    }

    @Test
    void commands_are_final() {
        classes().that().implement(Command.class).and().areNotAnonymousClasses()
                .should().haveModifier(JavaModifier.FINAL)
                .because("what a verb does stands in one file")
                .check(CLASSES);
    }

    @Test
    void commands_keep_no_state() {
        fields().that().areDeclaredInClassesThat().implement(Command.class)
                .should().beFinal()
                .because("one instance serves all sessions at once; what a session is told is kept by the session")
                .check(CLASSES);
    }

    @Test
    void every_command_stands_in_the_table() {
        var inTable = CLASSES.get(CommandTable.class).getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getName()).collect(Collectors.toSet());
        var missing = CLASSES.get(Command.class).getAllSubclasses().stream().map(JavaClass::getName)
                .filter(name -> !inTable.contains(name)).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<String>(), missing, "a command that nobody can give is dead code");
    }

    @Test
    void every_package_is_null_marked() {
        var unmarked = CLASSES.stream().map(JavaClass::getPackage).distinct()
                .filter(here -> !here.isAnnotatedWith(NullMarked.class)).map(JavaPackage::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<String>(), unmarked, "where null may be is said in types, in every package");
    }

    /** Records, enums, sealed interfaces, final utilities that cannot be made, and the exceptions of parsers. */
    private static final class Value extends DescribedPredicate<JavaClass> {

        Value() {
            super("records, enums, sealed interfaces, final utilities or syntax exceptions");
        }

        @Override
        public boolean test(JavaClass type) {
            return type.isRecord() || type.isEnum() || type.isAssignableTo(Exception.class)
                    || type.getSimpleName().equals("package-info")
                    || (type.isInterface() && type.reflect().isSealed())
                    || isUtility(type);
        }

        private static boolean isUtility(JavaClass type) {
            return type.getModifiers().contains(JavaModifier.FINAL)
                    && type.getFields().stream().allMatch(field -> field.getModifiers().contains(JavaModifier.STATIC))
                    && type.getConstructors().stream().map(JavaConstructor::getModifiers)
                            .allMatch(modifiers -> modifiers.contains(JavaModifier.PRIVATE));
        }
    }
}
