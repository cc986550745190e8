package dev.ftpsd.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import dev.ftpsd.server.config.yaml.FileFailure;
import dev.ftpsd.server.config.yaml.Origin;
import dev.ftpsd.server.config.yaml.Problem;
import dev.ftpsd.server.config.yaml.Quoted;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * The file of the configuration folder that says what is logged, and where to. Log4j goes on without one that it cannot read,
 * and then writes errors alone, for as long as the server runs: it is read here before. Names no logger, since the first one
 * makes Log4j look for that file. Any thread that may wait.
 */
public final class LogFile {

    /** In the configuration folder, where it need not be. */
    public static final String NAME = "log4j2.xml";

    private static final String REMEDY = "; correct it, or delete it for the built-in one";
    private static final String EXTERNAL = "http://xml.org/sax/features/external-";

    private LogFile() {}

    /** Why Log4j would go on without that folder's file; empty where it is right, and where there is none. */
    public static Optional<Problem> problem(Path folder) {
        var file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            return problem(parse(new InputSource(in)));
        } catch (SAXParseException e) {
            return of(new Origin(NAME, Math.max(0, e.getLineNumber()), Math.max(0, e.getColumnNumber())),
                    "not XML: " + FileFailure.sentence(e));
        } catch (SAXException e) {
            return of(Origin.of(NAME), "not XML: " + FileFailure.sentence(e));
        } catch (IOException e) {
            return of(Origin.of(NAME), "cannot be read: " + FileFailure.sentence(e));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's own parser of XML", e);
        }
    }

    /** As Log4j reads it: what the file names elsewhere is not fetched. */
    private static Document parse(InputSource in) throws IOException, SAXException, ParserConfigurationException {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature(EXTERNAL + "general-entities", false);
        factory.setFeature(EXTERNAL + "parameter-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new Thrown());
        return builder.parse(in);
    }

    /** Two mistakes that leave it XML, and the server silent; of all others Log4j tells itself. */
    private static Optional<Problem> problem(Document document) {
        var top = document.getDocumentElement();
        if (!isNamed(top, "Configuration")) {
            return of(Origin.of(NAME), "begins with <" + Quoted.plain(name(top)) + "> and not with <Configuration>");
        }
        return hasRoot(top) ? Optional.empty()
                : of(Origin.of(NAME), "has no <Root> in its <Loggers>, without which nothing but errors is logged");
    }

    /** Whether there is a root logger, or another file is included, which may have it. */
    private static boolean hasRoot(Element top) {
        var all = top.getElementsByTagNameNS("*", "*");
        for (var index = 0; index < all.getLength(); index++) {
            var element = (Element) all.item(index);
            if (isNamed(element, "Root") || isNamed(element, "AsyncRoot") || isNamed(element, "include")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNamed(Element element, String name) {
        return name(element).toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT));
    }

    private static String name(@Nullable Element element) {
        return element == null ? "" : String.valueOf(element.getLocalName());
    }

    private static Optional<Problem> of(Origin origin, String message) {
        return Optional.of(new Problem(origin, "", message + REMEDY));
    }

    /** Without one the parser prints to the standard error. */
    private static final class Thrown implements ErrorHandler {

        @Override
        public void warning(SAXParseException exception) {
            // Nothing that keeps Log4j from reading it.
        }

        @Override
        public void error(SAXParseException exception) {
            // Of validity, which nobody asks for.
        }

        @Override
        public void fatalError(SAXParseException exception) throws SAXParseException {
            throw exception;
        }
    }
}
