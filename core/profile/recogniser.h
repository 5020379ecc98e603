// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/import_profile.h"
#include "core/source/sniffer.h"

#include <memory>
#include <string>
#include <vector>

namespace dockhand::profile {

/// How sure a recognition is, strongest first.
enum class MatchQuality : std::uint8_t { ExactHeader, AliasMatch, ByContent, Inferred };

/// A profile bound to one file's header: which field of a record feeds which source column.
struct ProfileBinding
{
    std::shared_ptr<const ImportProfile>
        profile; ///< shared by the queue, the jobs and the reports; never changed
    std::vector<int>
        fieldOfColumn;  ///< per profile column the field's index in a record; -1: not in this file
    int fieldCount = 0; ///< fields each record must have (the header's)
    int ownFields = 0; ///< of these, the last ones that are Dockhand's own: people do not know them
    std::vector<std::string> header; ///< as in the file
    MatchQuality quality = MatchQuality::ExactHeader;
    QStringList unusedFields; ///< header names that no column takes
};

/// What a field is called for people: by the header or, without one, by the column it feeds; empty
/// where it has no name.
[[nodiscard]] QString fieldName(const ProfileBinding &binding, std::size_t field);

/// Finds the best of `profiles` for a sniffed file; none that fits: nothing. Every required column
/// must be found by name (or alias), no field is taken twice. Pure; thread-safe.
[[nodiscard]] std::optional<ProfileBinding>
recognise(const source::Sniff &sniff,
          const std::vector<std::shared_ptr<const ImportProfile>> &profiles);

/// Binds a given profile. Errors: file.unrecognised naming the missing columns, or that the file
/// has no header.
[[nodiscard]] Result<ProfileBinding> bindProfile(std::shared_ptr<const ImportProfile> profile,
                                                 const source::Sniff &sniff);

/// The `auto` profile for any file: one table without a key, columns named by the header or, where
/// the dialect has none, column_1, column_2, … as wide as most sample records; column types
/// inferred from the sample (leading zeros and more than 15 digits stay text; ambiguous dates stay
/// text). Errors: file.unrecognised (no name in the header, or no column), file.too_many_columns
/// (over `maxColumns`).
[[nodiscard]] Result<ProfileBinding> inferProfile(const source::Sniff &sniff,
                                                  const QString &tableName, int maxColumns = 2000);

/// A table name out of a file name without its endings (".csv", ".csv.gz"): lower case letters,
/// digits and underscores.
[[nodiscard]] QString tableNameFor(const QString &path);

} // namespace dockhand::profile
