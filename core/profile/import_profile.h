// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/profile/table_spec.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <vector>

namespace dockhand::profile {

/// What to do with a record whose key is already there.
enum class DuplicatePolicy : std::uint8_t { Skip, Update, Reject };

[[nodiscard]] QString duplicatePolicyName(DuplicatePolicy policy);
[[nodiscard]] std::optional<DuplicatePolicy> duplicatePolicyFromName(const QString &name);

/// How numbers of a column are written. Never the system's locale: a property of the column.
enum class NumberStyle : std::uint8_t {
    Plain,        ///< 1234.56: no grouping
    DotDecimal,   ///< 1,234.56: groups of three checked
    CommaDecimal, ///< 1.234,56
};

/// One column of the source file and how its text becomes a value.
struct SourceColumn
{
    QString name;        ///< canonical name, as shown to people
    QStringList aliases; ///< other header spellings (compared by normalisedName)
    ValueType type = ValueType::Text;
    int scale = 0; ///< Decimal: digits kept; more digits (other than zeros) are value.not_exact
    NumberStyle numberStyle = NumberStyle::Plain;
    QStringList formats; ///< Date/Timestamp: patterns of d dd M MM MMM MMMM yyyy H HH mm ss (as
                         ///< QDateTime's), tried in order
    QStringList nullSpellings;           ///< besides the empty field
    QStringList allowed;                 ///< if not empty, only these values (after trimming)
    int maxLength = 0;                   ///< characters; 0: no limit
    bool required = false;               ///< empty is value.required
    bool trim = true;                    ///< ASCII spaces and tabs around the value are dropped
    bool stripLeadingApostrophe = false; ///< one ' at the start (Excel's text marker) is dropped
    bool optionalInFile = false;         ///< the column may be missing in a file: NULL then
    bool canonicalNumbers = false;       ///< numbers with leading zeros or a plus sign (they may be
                                         ///< codes) are refused instead of losing these

    friend bool operator==(const SourceColumn &, const SourceColumn &) = default;
};

/// Where a destination column's value comes from.
struct ColumnMapping
{
    int sourceColumn = -1;     ///< index into ImportProfile::columns, or
    bool isOccurrence = false; ///< 1-based count of equal (occurrenceOf) values within the
                               ///< contiguous run of one group

    friend bool operator==(const ColumnMapping &, const ColumnMapping &) = default;
};

/// A destination table and the mapping of each of its columns.
struct ProfileTable
{
    TableSpec spec;
    std::vector<ColumnMapping> mapping; ///< one per spec.columns

    friend bool operator==(const ProfileTable &, const ProfileTable &) = default;
};

/// What a kind of file means: how to recognise it, how to read its columns, where its rows go.
/// Immutable value once loaded; may be shared by threads. Source: JSON, see resources/profiles and
/// `loadProfile`; the format is described in core/profile/FORMAT.md.
struct ImportProfile
{
    QString id;    ///< "jakmall-dropship", "auto"
    QString title; ///< "Jakmall orders"
    int version = 1;
    std::vector<SourceColumn> columns;
    std::vector<ProfileTable> tables; ///< table 0 is the parent when there are several; the
                                      ///< rowPerRecord one decides the outcome
    int groupColumn = -1; ///< column whose equal neighbouring values form a group (order); -1: none
    std::vector<int> occurrenceOf; ///< columns counted by an occurrence mapping (order, SKU)
    int channelColumn = -1;        ///< column that `--channel` filters by; -1: the profile has none
    int minimumMatch
        = 0; ///< how many columns must be found by name in a header; 0: all that are not optional

    friend bool operator==(const ImportProfile &, const ImportProfile &) = default;
};

/// Parses and validates a profile. Errors: profile.invalid with the JSON path ("columns[3].type")
/// and the reason.
[[nodiscard]] Result<ImportProfile> loadProfile(const QByteArray &json);

/// Built-in profiles (":/profiles/*.json") and those of the user's folder; invalid ones are
/// returned in `problems`.
[[nodiscard]] std::vector<ImportProfile> loadProfiles(const QString &userFolder,
                                                      std::vector<Error> *problems = nullptr);

} // namespace dockhand::profile
