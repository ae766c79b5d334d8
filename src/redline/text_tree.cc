#include "redline/text_tree.h"

#include <fmt/format.h>

#include <algorithm>

namespace penholder {
namespace {

class Maker {
 public:
  Maker(const Resolution& resolution, TokenVocabulary& vocabulary)
      : resolution_(resolution), vocabulary_(vocabulary) {}

  TextTree make() {
    for (std::size_t i = 0; i < resolution_.preamble.size(); ++i) {
      const Recital& recital = resolution_.preamble[i];
      TextNode node;
      node.part = TextPart::Preamble;
      node.locator = fmt::format("pp{}", i + 1);
      node.text = recital.text;
      node.span = recital.span;
      tree_.preamble.push_back(add(std::move(node), -1));
    }
    for (std::size_t i = 0; i < resolution_.operative.size(); ++i) {
      tree_.operative.push_back(add_paragraph(resolution_.operative[i], -1, TextPart::Operative,
                                              heading_over(resolution_, i)));
    }
    for (const Annex& annex : resolution_.annexes) {
      for (const Paragraph& paragraph : annex.paragraphs) {
        tree_.annexes.push_back(add_paragraph(paragraph, -1, TextPart::Annex, annex.title));
      }
    }
    for (std::size_t i = tree_.nodes.size(); i-- > 0;) gather(static_cast<int>(i));
    for (const TextNode& node : tree_.nodes) {
      std::size_t& words = node.part == TextPart::Preamble    ? tree_.preamble_words
                           : node.part == TextPart::Operative ? tree_.operative_words
                                                              : tree_.annex_words;
      words += count_words(node.tokens, vocabulary_);
    }
    for (const Heading& heading : resolution_.headings) {
      tree_.operative_words += count_words(tokenise(heading.text, vocabulary_), vocabulary_);
    }
    return std::move(tree_);
  }

 private:
  TextNode& node_at(int index) { return tree_.nodes[static_cast<std::size_t>(index)]; }

  int add(TextNode node, int parent) {
    const int index = static_cast<int>(tree_.nodes.size());
    node.parent = parent;
    node.tokens = tokenise(node.text, vocabulary_);
    tree_.nodes.push_back(std::move(node));
    if (parent >= 0) {
      node_at(parent).children.push_back(index);
      node_at(index).depth = node_at(parent).depth + 1;
    }
    return index;
  }

  int add_paragraph(const Paragraph& paragraph, int parent, TextPart part,
                    std::string_view heading) {
    TextNode node;
    node.part = part;
    node.locator = paragraph.locator;
    node.label = paragraph.label;
    node.heading = std::string(heading);
    node.text = paragraph.title;
    node.title_end = static_cast<std::uint32_t>(paragraph.title.size());
    if (!node.text.empty() && !paragraph.text.empty()) node.text += '\n';
    node.text += paragraph.text;
    node.paragraph = &paragraph;
    node.span = paragraph.span;
    const int index = add(std::move(node), parent);
    for (const Paragraph& child : paragraph.children) add_paragraph(child, index, part, heading);
    if (!paragraph.tail.empty()) {
      TextNode tail;
      tail.part = part;
      tail.locator = paragraph.locator + ".end";
      tail.heading = std::string(heading);
      tail.text = paragraph.tail;
      tail.span = paragraph.span;
      add(std::move(tail), index);
    }
    return index;
  }

  // Called from the last node to the first, so children are done before their parent.
  void gather(int index) {
    TextNode& node = node_at(index);
    node.whole = node.tokens.keys;
    for (std::size_t i = 0; i < node.tokens.size(); ++i) {
      if (vocabulary_.kind(node.tokens.keys[i]) != TokenKind::Mark) {
        node.words.push_back(node.tokens.folded[i]);
      }
    }
    for (const int child : node.children) {
      const TextNode& below = node_at(child);
      node.whole.insert(node.whole.end(), below.whole.begin(), below.whole.end());
      node.words.insert(node.words.end(), below.words.begin(), below.words.end());
    }
    node.words_sorted = node.words;
    std::ranges::sort(node.words_sorted);
  }

  const Resolution& resolution_;
  TokenVocabulary& vocabulary_;
  TextTree tree_;
};

}  // namespace

std::string_view to_string(TextPart part) {
  switch (part) {
    case TextPart::Preamble:
      return "preamble";
    case TextPart::Operative:
      return "operative";
    case TextPart::Annex:
      return "annex";
  }
  return "operative";
}

int TextTree::find(std::string_view locator) const {
  const auto at = std::ranges::find(nodes, locator, &TextNode::locator);
  return at == nodes.end() ? -1 : static_cast<int>(at - nodes.begin());
}

TextTree make_text_tree(const Resolution& resolution, TokenVocabulary& vocabulary) {
  return Maker(resolution, vocabulary).make();
}

}  // namespace penholder
