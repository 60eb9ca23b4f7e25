package faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;

class ReportTest {
    /** Names that would be markup, if anything let them. */
    static final String HOSTILE = "x</title></svg><script src=//evil.invalid/a>alert(1)</script>"
            + "<img src='//evil.invalid/b' onerror=\"alert(2)\">\"'&amp; `${1}` &lt;\u202Egnp.\u0007";

    private static final Set<String> ELEMENTS = Set.of(
            "html head meta title style body main header nav section footer h1 h2 h3 p ol ul li a dl dt dd code pre strong"
                    .split(" ", -1));
    private static final Set<String> OTHER_ELEMENTS = Set.of(
            "div table caption thead tbody tr th td figure figcaption svg g desc text line polyline polygon path rect"
                    .split(" ", -1));

    @TempDir
    private static Path folder;

    private static List<String> results = List.of();

    @BeforeAll
    static void makeResults() throws IOException {
        results = makeResults(folder);
    }

    /** Makes one file of every kind in a folder. */
    static List<String> makeResults(Path folder) throws IOException {
        List<String> made = new ArrayList<>();
        made.add(print(folder, "run.json", "simulate", "dublin-m-idle", "--json", "--samples", "40"));
        made.add(print(folder, "replications.json", "simulate", "dublin-m-idle", "--json", "--replications", "3"));
        made.add(print(folder, "compare.json", "compare", "calibration/ulstercloud/runs.json", "--json"));
        made.add(print(
                folder,
                "reproduce.json",
                "reproduce",
                "--json",
                "--no-charts",
                "--out",
                folder.resolve("out").toString()));
        made.add(print(folder, "predict.json", "predict", "--flavour", "t", "--link", "coleraine-dublin", "--json"));
        made.add(print(folder, "advise.json", "advise", "--flavour", "t", "--link", "coleraine-dublin", "--json"));
        for (String form : List.of("one.csv", "one.jsonl")) {
            made.add(sweep(folder, form, "--vary", "link.rtt=1ms..9ms:lin:3", "--replications", "2"));
        }
        made.add(sweep(folder, "two.csv", "--vary", "link.rtt=1ms..90ms:log:3", "--vary", "vm.vcpus=1,2"));
        made.add(sweep(
                folder, "three.csv", "--vary", "link.rtt=1ms", "--vary", "vm.vcpus=1,2", "--vary", "vm.disk=1GiB"));
        made.add(sweep(folder, "words.jsonl", "--vary", "migration.storage=shared,block", "--set", "vm.disk=1GiB"));
        made.add("calibration/testbed/test.json");
        made.add("models/profiles/ulstercloud.json");
        return List.copyOf(made);
    }

    private static String print(Path folder, String name, String... args) throws IOException {
        Cli run = Cli.run(args);
        assertThat(run.code()).as(run.err()).isZero();
        return Files.writeString(folder.resolve(name), run.out()).toString();
    }

    private static String sweep(Path folder, String name, String... axes) {
        List<String> args = new ArrayList<>(List.of("sweep", "dublin-m-idle", "--set", "vm.memory=64MiB"));
        args.addAll(List.of(axes));
        String file = folder.resolve(name).toString();
        args.addAll(List.of("--out", file));
        Cli run = Cli.run(args.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return file;
    }

    private static String report(List<String> files) throws IOException {
        Path out = folder.resolve("report.html");
        List<String> args = new ArrayList<>(List.of("report"));
        args.addAll(files);
        args.addAll(List.of("--out", out.toString()));
        Cli run = Cli.run(args.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return Files.readString(out);
    }

    private static Document parsed(String page) throws Exception {
        String xml = page.substring(page.indexOf('\n'));
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> elements(Document document, String name) {
        NodeList found = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    /** Checks that a page can fetch nothing: no element or attribute that would, and a policy that forbids the rest. */
    private static void assertAlone(Document page) {
        Set<String> foreign = new TreeSet<>();
        for (Element element : elements(page, "*")) {
            if (!ELEMENTS.contains(element.getTagName()) && !OTHER_ELEMENTS.contains(element.getTagName())) {
                foreign.add(element.getTagName());
            }
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                String name = attributes.item(i).getNodeName();
                String value = attributes.item(i).getNodeValue();
                if (name.equals("href")
                        ? !value.matches("#r[0-9]+")
                        : name.matches("on.*|src.*|style|xlink.*|action|data")) {
                    foreign.add(name + "=" + value);
                }
            }
        }
        assertThat(foreign).isEmpty();
        String style = elements(page, "style").get(0).getTextContent();
        assertThat(style).doesNotContain("url(", "@import", "http:", "https:", "//");
        assertThat(elements(page, "meta").get(1).getAttribute("content"))
                .matches(
                        "default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; base-uri 'none'; form-action 'none'");
    }

    @Test
    void everyKindOfResultHasItsSection() throws Exception {
        String page = report(results);
        Document document = parsed(page);

        assertAlone(document);
        assertThat(elements(document, "section")).hasSize(results.size());
        assertThat(elements(document, "h2").stream().map(Element::getTextContent))
                .contains(
                        "dublin-m-idle: one migration, simulated",
                        "Measured runs beside simulations",
                        "The study's tables, measured and simulated",
                        "One migration, predicted",
                        "How best to migrate",
                        "dublin-m-idle against link.rtt, simulated",
                        "dublin-m-idle against link.rtt and vm.vcpus, simulated",
                        "35 real migrations, measured",
                        "Profile ulstercloud");
        assertThat(page).contains("faultline predict --flavour t --link coleraine-dublin --json");
        assertThat(elements(document, "code").stream().map(Element::getTextContent))
                .anyMatch(command -> command.startsWith("faultline sweep dublin-m-idle --set vm.memory=64MiB"));
        assertThat(page).contains("blocked vCPUs", "throughput in Gbit/s", "cross-validated: each flavour left out");
    }

    @Test
    void chartsAndTablesSayWhatTheyAre() throws Exception {
        Document document = parsed(report(results));

        for (Element figure : elements(document, "figure")) {
            Element svg = (Element) figure.getElementsByTagName("svg").item(0);
            assertThat(svg.getAttribute("role")).isEqualTo("img");
            assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                    .isNotBlank();
            assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                    .isNotBlank();
        }
        for (Element table : elements(document, "table")) {
            assertThat(table.getElementsByTagName("caption").getLength()).isEqualTo(1);
            NodeList heads = table.getElementsByTagName("th");
            for (int i = 0; i < heads.getLength(); i++) {
                assertThat(((Element) heads.item(i)).getAttribute("scope")).isIn("col", "row");
            }
        }
        assertThat(elements(document, "figure").size()).isGreaterThan(15);
    }

    /** Puts a hostile text for every text of a result that the reader lets be any text. */
    static List<String> hostile(List<String> results, Path into) throws IOException {
        String text = HOSTILE.replace("\\", "\\\\").replace("\"", "\\\"").replace("\u0007", "\\u0007");
        List<String> files = new ArrayList<>();
        for (String file : results) {
            Path from = Path.of(file);
            String content = Files.readString(from);
            if (file.endsWith(".json")) {
                content = content.replaceAll(
                        "(\"(?:scenario|profile|worstRun|intervalFrom|name|best|command|version|origin|notes|from)\": )\"[^\"]*\"",
                        "$1\"" + java.util.regex.Matcher.quoteReplacement(text) + "\"");
                content = content.replaceAll("(\"id\": )\"", "$1\"" + java.util.regex.Matcher.quoteReplacement(text));
            } else if (file.endsWith(".csv")) {
                String quoted = "\"" + HOSTILE.replace("\u0007", "").replace("\"", "\"\"") + "\"";
                content = content.replaceFirst("link\\.rtt_ns", java.util.regex.Matcher.quoteReplacement(quoted));
            }
            files.add(Files.writeString(into.resolve(from.getFileName().toString()), content)
                    .toString());
        }
        return files;
    }

    @Test
    void hostileNamesStayText() throws Exception {
        Path into = Files.createDirectories(folder.resolve("hostile"));
        List<String> files = hostile(results, into);
        String page = report(files);
        Document document = parsed(page);

        assertAlone(document);
        String shown = HOSTILE.replace('\u202E', '\uFFFD').replace('\u0007', '\uFFFD');
        assertThat(document.getDocumentElement().getTextContent()).contains(shown);
        assertThat(elements(document, "title").stream().map(Element::getTextContent))
                .anyMatch(title -> title.contains("<script src=//evil.invalid/a>"));
        assertThat(page).doesNotContain("<script", "<img", "\u202E", "\u0007");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a.json | {\"a\": 1} | is no result",
                "b.json | [] | is no result",
                "c.json | [1] | is no result",
                "d.json | {\"bandwidth\": \"1 Gbit/s\", \"rtt\": \"1 ms\"} | is no result",
                "e.json | 7 | is no result",
                "f.json | {\"replications\": []} | replications: is empty",
                "g.csv | a,b,c | is no sweep",
                "h.csv | `` | is empty",
                "i.jsonl | {} | line 1: is no row of a sweep",
                "j.jsonl | [ | line 1: is no row of a sweep",
                "k.txt | hello | Unrecognized token",
            })
    void whatIsNoResultIsSaidInALine(String name, String content, String expected) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        Path out = folder.resolve("none.html");

        Cli run = Cli.run("report", results.get(0), file.toString(), "nowhere.json", "--out", out.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).hasSize(2);
        assertThat(run.errLines().get(0))
                .startsWith("faultline: " + file + ": ")
                .contains(expected);
        assertThat(run.errLines().get(1)).isEqualTo("faultline: nowhere.json: does not exist");
        assertThat(out).doesNotExist();
    }

    @Test
    void aResultWithAWrongValueIsSaidByItsPath() throws IOException {
        String right = Files.readString(Path.of(results.get(0)));
        Path file = folder.resolve("wrong.json");
        Files.writeString(
                file, right.replaceFirst("\"seed\": 1", "\"seed\": \"one\"").replaceFirst("\"passes\": [0-9]+,", ""));

        Cli run = Cli.run(
                "report", file.toString(), "--out", folder.resolve("x.html").toString());

        assertThat(run.errLines())
                .containsExactly(
                        "faultline: " + file + ": seed: must be a whole number, not \"one\"",
                        "faultline: " + file + ": passes: is missing");
    }
}
