#include "redline/page.h"

#include <fmt/format.h>

#include "register/register_render.h"

namespace penholder {

std::string_view page_frame_style() {
  return R"css(
:root{color-scheme:light dark;--paper:#fff;--up:#0b4f8a;--mark:#fff3c4}
@media (prefers-color-scheme:dark){:root{--paper:#14171a;--ink:#e8eaed;--soft:#aab2bb;
--line:#3a4149;--head:#1f2429;--add:#8fdba8;--addbg:#12301d;--cut:#ff9d94;--cutbg:#3b1714;
--link:#8ec5ff;--up:#8ec5ff;--mark:#4a3f12}}
html{scroll-padding-top:1rem}
body{background:var(--paper);color:var(--ink)}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,input:focus-visible,[tabindex]:focus-visible{
outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{position:static}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
h3{font-size:1.05rem;margin:1.8rem 0 .6rem}
.wide{overflow-x:auto}
:target{background:var(--mark)}
footer{margin-top:3rem;border-top:1px solid var(--line);padding-top:.6rem;color:var(--soft);
font-size:.85rem}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--head:#eee;
--add:#0b5d2a;--addbg:#e3f4e8;--cut:#8f1d1d;--cutbg:#fbe9e7;--link:#000;--up:#000}
.wide{overflow:visible}.skip{display:none}:target{background:none}}
)css";
}

std::string page_head(std::string_view title, std::string_view style) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{}</title>\n<style>{}{}{}</style>\n</head>\n<body>\n"
      "<a class=\"skip\" href=\"#text\">Skip to the text</a>\n<main>\n",
      html_escaped(title), page_style(), page_frame_style(), style);
}

std::string page_foot(std::string_view version) {
  return fmt::format(
      "</main>\n<footer>Source of the texts: United Nations; unofficial copies. Read and compared "
      "by rule, by Penholder {}; the rules can err, so check against the official "
      "documents.</footer>\n</body>\n</html>\n",
      html_escaped(version));
}

}  // namespace penholder
