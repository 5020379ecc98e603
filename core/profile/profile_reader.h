// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/import_profile.h"
#include "core/profile/json_place.h"

#include <QHash>
#include <QSet>

namespace dockhand::profile {

/// Turns the JSON of one profile into an ImportProfile and checks everything that the rest of the
/// program relies on (core/profile/FORMAT.md lists the rules). One use per object.
class ProfileReader final
{
public:
    /// Errors: profile.invalid with the JSON path and the reason.
    [[nodiscard]] Result<ImportProfile> read(const QByteArray &json);

private:
    void readColumns(const JsonPlace &root);
    [[nodiscard]] SourceColumn readColumn(const JsonPlace &place);
    void checkFormats(const JsonPlace &place, const SourceColumn &column);
    void claimHeaderName(const QString &path, const QString &name);

    void readGroup(const JsonPlace &root);
    /// Index of the column that member `name` names; -1 and a complaint when there is none.
    [[nodiscard]] int columnNamed(const JsonPlace &place, const QString &path, const QString &name);

    void readTables(const JsonPlace &root);
    [[nodiscard]] ProfileTable readTable(const JsonPlace &place);
    void readTableColumn(const JsonPlace &place, ProfileTable &table);
    void readKey(const JsonPlace &place, ProfileTable &table);
    void checkTablesTogether(const JsonPlace &root);
    void claimSqlName(const QString &path, const QString &name, QSet<QString> &taken);

    ImportProfile m_profile;
    JsonComplaint m_complaint;
    QHash<QString, int> m_columnByName;
    QSet<QByteArray> m_headerNames; ///< normalised, with aliases
    QSet<QString> m_tableNames;     ///< lower case
};

} // namespace dockhand::profile
