// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advisor/survey.h"
#include "core/engine/import_options.h"
#include "core/ledger/ledger_records.h"

#include <QString>

#include <cstddef>
#include <optional>
#include <utility>
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

/// What the ledger knows files by, their destination included: the same content may go to another
/// table or channel, too. What is the same for many files is made once and shared by them. One
/// caller at a time; the options outlive it, and so do the surveys' profiles.
class FileIdentities final
{
public:
    explicit FileIdentities(const ImportOptions &options);

    [[nodiscard]] ledger::FileIdentity of(const advisor::FileSurvey &survey);
    [[nodiscard]] QString destinationOf(const advisor::FileSurvey &survey);

private:
    [[nodiscard]] QByteArray dialectJson(const source::Dialect &dialect);
    [[nodiscard]] QByteArray shapeJson(const advisor::FileSurvey &survey);

    const ImportOptions &m_options;
    std::vector<std::pair<const profile::ImportProfile *, QString>> m_destinations; ///< the last
    std::vector<std::pair<source::Dialect, QByteArray>> m_dialects;                 ///< as well
    std::vector<std::pair<const profile::ProfileBinding *, QByteArray>> m_shapes;   ///< as well
};

} // namespace dockhand::engine
