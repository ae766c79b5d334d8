#include "solver/root_bound.h"

namespace penholder::solver {

bool raise_makespan(Program& program) {
  if (program.makespan == kNoVar) return true;
  Engine& engine = program.engine;
  const Domains& domains = engine.domains();
  CHECK(domains.level() == 0);
  Tick open = domains.high(program.makespan);  // not refuted
  while (domains.low(program.makespan) < open) {
    const Tick low = domains.low(program.makespan);
    const Tick middle = low + (open - low) / 2;
    engine.decide(at_most(program.makespan, middle));
    if (engine.propagate()) {
      engine.back_to(0);
      open = middle;
      continue;
    }
    if (!engine.resolve_conflict()) return false;
    engine.back_to(0);
    if (!engine.propagate()) return false;
    // As a rule just this is what is learned. Else what was learned waits for the search.
    if (domains.low(program.makespan) <= middle) return true;
  }
  return true;
}

}  // namespace penholder::solver
