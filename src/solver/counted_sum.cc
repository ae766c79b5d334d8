#include "solver/counted_sum.h"

#include <array>
#include <map>
#include <memory>
#include <utility>

#include "solver/compile.h"

namespace penholder::solver {

const PostedSum& add_counted_sum(Program& program, CountedSum sum) {
  Engine& engine = program.engine;
  const Domains& domains = engine.domains();
  // One term a variable: a task may pay for both directions.
  std::map<Var, std::vector<Value>> by_variable;
  for (const CountedSum::Part& part : sum.parts) {
    const Var x = var_of(part.ladder.side);
    const Tick low = domains.low(x);
    const Tick high = domains.high(x);
    std::vector<Value>& values = by_variable[x];
    values.resize(static_cast<std::size_t>(high - low) + 1, 0);
    for (Tick t = low; t <= high; ++t) {
      const Tick bound = part.ladder.side == lower_side(x) ? t : -t;
      values[static_cast<std::size_t>(t - low)] += part.weight * part.ladder.level_at(bound);
    }
  }
  std::vector<SumTerm> terms;
  std::vector<CostTable> tables;
  const auto add_term = [&](Var x) {
    terms.push_back(
        {.options = {{.constant = 0, .table = static_cast<int>(tables.size()) - 1, .x = x}}});
  };
  for (auto& [x, values] : by_variable) {
    tables.emplace_back(domains.low(x), std::move(values));
    add_term(x);
  }
  PostedSum posted{.sum = std::move(sum)};
  if (posted.sum.has_total) {
    posted.total = engine.add_variable(posted.sum.least, posted.sum.most);
    const std::array<Piece, 1> line{Piece{.from = posted.sum.least,
                                          .to = posted.sum.most,
                                          .at_from = -Value{posted.sum.least},
                                          .slope = -1}};
    tables.emplace_back(posted.sum.least, posted.sum.most, line, Tick{0});
    add_term(posted.total);
  }
  const Value limit = posted.sum.has_total ? 0 : FunctionSum::kNoLimit;
  auto rule =
      std::make_unique<FunctionSum>(std::move(terms), std::move(tables), limit, "counted sum");
  posted.rule = rule.get();
  const std::vector<Side> wakes = rule->wakes();
  engine.add_propagator(std::move(rule), Effort::Middling, wakes);
  program.counted.push_back(std::move(posted));
  return program.counted.back();
}

}  // namespace penholder::solver
