// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advisor/survey.h"
#include "core/engine/import_options.h"
#include "core/ledger/ledger_records.h"

#include <QString>

#include <cstddef>
#include <optional>
#include <vector>

namespace dockhand::engine {

/// What the files of a run have in common, found from their surveys alone. Files with equal
/// profiles share tables and writers; a file that cannot be imported has no profile. Plain value;
/// the profiles belong to the surveys.
struct FileGroups
{
    static constexpr std::size_t kNone = SIZE_MAX;

    std::vector<const profile::ImportProfile *> profiles;
    std::vector<std::size_t> profileOfFile;         ///< index into `profiles`, or kNone
    std::vector<std::optional<std::size_t>> twinOf; ///< an earlier file that begins and ends alike
};

/// Without twins when the options want every file read.
[[nodiscard]] FileGroups groupFiles(const std::vector<advisor::FileSurvey> &surveys,
                                    const ImportOptions &options);

/// What the ledger knows the file by, its destination included: the same content may go to another
/// table or channel, too.
[[nodiscard]] ledger::FileIdentity identityOf(const advisor::FileSurvey &survey,
                                              const ImportOptions &options);

} // namespace dockhand::engine
