#pragma once
// What became of each task of a mandate.

#include <functional>
#include <vector>

#include "redline/align.h"
#include "redline/redline.h"
#include "redline/text_tree.h"
#include "register/register.h"

namespace penholder {

/// In the order of the new mandate, then those that are gone.
///
///   row_at   the row of the redline for a node of the old or new tree; null: none. Tells what is
///            merely editorial, and where the words of a task without partner came from or went.
std::vector<TaskChange> task_changes(
    const TextTree& from, const Register& from_register, const TextTree& to,
    const Register& to_register, const Alignment& alignment,
    const std::function<const RedlineRow*(int a_node, int b_node)>& row_at);

}  // namespace penholder
