package org.onsale;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.errorprone.annotations.CompileTimeConstant;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Every phrase that Java has for people is there in German. A phrase is what is given for a
 * parameter that takes constants only, so all of them stand in the class files: this reads them
 * there, following each argument back to the constants that it may be.
 */
class PhrasesTest {
  private static final Path CLASSES = classFiles();
  private static final Path GERMAN = Path.of("src/main/resources/phrases/de.json");
  private static final Pattern PLACE = Pattern.compile("\\{[1-9]}");

  /** Phrase by class: what the code says, and where. */
  private static final Map<String, Set<String>> SAID = new TreeMap<>();

  private static Map<String, String> german = Map.of();

  private static Path classFiles() {
    try {
      return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeAll
  static void read() throws Exception {
    german =
        new ObjectMapper().readValue(GERMAN.toFile(), new TypeReference<Map<String, String>>() {});
    List<ClassNode> classes = classes();
    Map<String, Integer> takers = takers(classes);
    for (ClassNode type : classes) {
      for (MethodNode method : type.methods) {
        collect(type, method, takers);
      }
    }
  }

  private static List<ClassNode> classes() throws IOException {
    List<ClassNode> classes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CLASSES)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        var node = new ClassNode();
        new ClassReader(Files.readAllBytes(file)).accept(node, ClassReader.SKIP_DEBUG);
        classes.add(node);
      }
    }
    return classes;
  }

  /** The methods that take a phrase, with the index of the parameter that is one. */
  private static Map<String, Integer> takers(List<ClassNode> classes) {
    var takers = new HashMap<String, Integer>();
    for (ClassNode type : classes) {
      for (MethodNode method : type.methods) {
        List<AnnotationNode>[] parameters = method.invisibleParameterAnnotations;
        for (int i = 0; parameters != null && i < parameters.length; i++) {
          if (parameters[i] != null && parameters[i].stream().anyMatch(PhrasesTest::isConstant)) {
            takers.put(key(type.name, method.name, method.desc), i);
          }
        }
      }
    }
    return takers;
  }

  private static boolean isConstant(AnnotationNode annotation) {
    return annotation.desc.equals(Type.getDescriptor(CompileTimeConstant.class));
  }

  private static String key(String owner, String name, String descriptor) {
    return owner + "." + name + descriptor;
  }

  private static void collect(ClassNode type, MethodNode method, Map<String, Integer> takers)
      throws AnalyzerException {
    if (Stream.of(method.instructions.toArray())
        .noneMatch(each -> parameter(each, takers) != null)) {
      return;
    }
    Frame<SourceValue>[] frames = new Analyzer<>(new Origins()).analyze(type.name, method);
    for (int i = 0; i < frames.length; i++) {
      AbstractInsnNode call = method.instructions.get(i);
      Integer parameter = parameter(call, takers);
      if (parameter != null && frames[i] != null) {
        int given = Type.getArgumentTypes(((MethodInsnNode) call).desc).length;
        SourceValue phrase = frames[i].getStack(frames[i].getStackSize() - given + parameter);
        for (AbstractInsnNode origin : phrase.insns) {
          if (origin instanceof LdcInsnNode constant && constant.cst instanceof String english) {
            SAID.computeIfAbsent(english, each -> new TreeSet<>()).add(type.name);
          }
        }
      }
    }
  }

  private static @Nullable Integer parameter(
      AbstractInsnNode instruction, Map<String, Integer> takers) {
    return instruction instanceof MethodInsnNode call
        ? takers.get(key(call.owner, call.name, call.desc))
        : null;
  }

  /** Keeps where a value was made through variables and choices. */
  private static final class Origins extends SourceInterpreter {
    Origins() {
      super(Opcodes.ASM9);
    }

    @Override
    public SourceValue copyOperation(AbstractInsnNode instruction, SourceValue value) {
      return value;
    }
  }

  @Test
  void every_phrase_is_there_in_german_and_no_other() {
    assertThat(SAID).hasSizeGreaterThan(300).containsKey("At most {1} per customer.");
    var missing = new TreeMap<>(SAID);
    missing.keySet().removeAll(german.keySet());
    missing.keySet().removeIf(english -> english.replaceAll(PLACE.pattern(), "").matches("\\W*"));
    assertThat(missing).as("not there in German").isEmpty();
    assertThat(german.keySet()).as("in German, and said nowhere").isSubsetOf(SAID.keySet());
  }

  @Test
  void both_languages_have_the_same_places() {
    german.forEach(
        (english, translated) ->
            assertThat(places(translated)).as(translated).isEqualTo(places(english)));
  }

  private static Set<String> places(String phrase) {
    return PLACE.matcher(phrase).results().map(MatchResult::group).collect(toSet());
  }
}
