// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/import_run.h"

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <functional>

namespace dockhand::test {

/// A folder with order exports, a database in it and runs over them.
class ImportFixture
{
public:
    ImportFixture();

    [[nodiscard]] QString path(const QString &name) const { return m_dir.filePath(name); }
    [[nodiscard]] QString databasePath() const { return path(QStringLiteral("out.sqlite")); }

    /// Writes any bytes; returns the path.
    QString write(const QString &name, const QByteArray &content);
    /// An order export with one record per (order, sku, qty); other columns are filled in.
    QString writeOrders(const QString &name,
                        const QList<std::tuple<QString, QString, QString>> &records);
    static QByteArray header();
    static QByteArray record(int number, const QString &order, const QString &sku,
                             const QString &qty);

    /// Runs to the end; `during` is called with the started run.
    engine::RunResult import(const QStringList &paths,
                             const std::function<void(engine::ImportOptions &)> &adjust = {},
                             const std::function<void(engine::ImportRun &)> &during = {});
    [[nodiscard]] engine::ImportOptions options() const;
    [[nodiscard]] static std::vector<advisor::FileSurvey>
    surveys(const QStringList &paths, const QString &profileId = {}, const QString &tableName = {});

    /// All rows of a query, cells joined by |, rows by newline.
    [[nodiscard]] QString query(const QString &sql) const;
    /// Runs a statement that gives no rows.
    void change(const QString &sql) const { static_cast<void>(query(sql)); }
    /// Both tables, the rejects and the files' counts, ordered, without run ids.
    [[nodiscard]] QString dump() const;

    QString tableName; ///< for files without a profile of their own

private:
    QTemporaryDir m_dir;
};

/// Cancels as soon as so many records are committed; the run's threads need no event loop of the
/// caller. A run whose files are all through is left alone.
void cancelAfter(engine::ImportRun &run, std::int64_t committed);

} // namespace dockhand::test
