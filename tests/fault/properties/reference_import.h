// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/import_profile.h"
#include "tests/fault/properties/import_content.h"
#include "tests/fault/properties/random_csv.h"
#include "tests/fault/properties/reference_csv.h"
#include "tests/fault/properties/reference_values.h"

#include <map>
#include <set>

namespace dockhand::fault {

/// The import as README.md and FORMAT.md promise it, for the tests alone: one thread, one record
/// after the other, tables in memory. Shares no code with the reader, the converter and the writers
/// of core.
class ReferenceImport final
{
public:
    ReferenceImport(const profile::ImportProfile &profile, const QString &channel,
                    std::int64_t maxRecordBytes);

    /// As one run, or several that together come to its end.
    void import(const std::vector<const RandomFile *> &files, profile::DuplicatePolicy duplicates);

    [[nodiscard]] ImportContent content() const;
    /// How many issues of each code the rejected records have.
    [[nodiscard]] const QMap<QString, int> &issues() const { return m_issues; }

    /// The fields of a file's header.
    [[nodiscard]] static QByteArrayList headerOf(const RandomFile &file);

private:
    /// One file on its way.
    struct Reading
    {
        const RandomFile *file = nullptr;
        QByteArrayList header;
        std::vector<int> fieldOfColumn; ///< -1: the file has no such column
        std::int64_t record = 0;
        ledger::Counts counts;

        QString group; ///< of the run of records at hand
        std::map<QStringList, int> seen;
    };
    using Key = QByteArrayList;
    using Table = std::map<Key, QByteArray>; ///< a row, as text, by its key

    void importFile(const RandomFile &file);
    void importRecord(Reading &reading, const ReferenceRecord &record);
    [[nodiscard]] int countOccurrence(Reading &reading, const ReferenceRecord &record) const;
    [[nodiscard]] bool isFiltered(const Reading &reading, const ReferenceRecord &record) const;
    [[nodiscard]] QString cleaned(const Reading &reading, const ReferenceRecord &record,
                                  int column) const;
    [[nodiscard]] QByteArray fieldOf(const Reading &reading, const ReferenceRecord &record,
                                     std::size_t column) const;
    void accept(Reading &reading, const ReferenceRecord &record,
                const std::vector<StoredValue> &values, int occurrence);
    [[nodiscard]] bool put(const Reading &reading, std::size_t table,
                           const std::vector<StoredValue> &values, int occurrence);
    void reject(Reading &reading, const ReferenceRecord &record, const QStringList &issues);

    const profile::ImportProfile &m_profile;
    QString m_channel;
    std::int64_t m_maxRecordBytes;
    profile::DuplicatePolicy m_duplicates = profile::DuplicatePolicy::Skip;
    std::vector<Table> m_tables;
    std::set<QByteArray> m_filesThatAreIn;
    ImportContent m_content;
    QMap<QString, int> m_issues;
    int m_rowsWithoutKey = 0;
};

} // namespace dockhand::fault
