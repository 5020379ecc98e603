// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <span>
#include <string>

namespace dockhand::ledger {

// Columns of ours in a sheet of rejected records (report/repair_sheet.h).
[[nodiscard]] QString rejectColumn();
[[nodiscard]] QString reasonsColumn();
[[nodiscard]] QString restColumn();

/// Whether a file with this header is such a sheet, also one that was cut at the wrong delimiter.
/// As a file of its own each of its records would come in beside the one that it stands for.
[[nodiscard]] bool isRepairSheet(std::span<const std::string> header);

} // namespace dockhand::ledger
