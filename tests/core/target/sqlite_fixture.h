// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/target/test_rows.h"

#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace dockhand::target::test {

/// A folder of its own for each test function, with the path of a SQLite file in it that is not
/// there yet. Base of the suites of SqliteTarget.
class SqliteFixture : public QObject
{
    Q_OBJECT

protected:
    void makeFolder();
    void dropFolder();

    std::unique_ptr<Target> open(const TargetOptions &options = {});
    QString codeOfOpening(const TargetOptions &options = {});
    /// Runs statements on the file with a connection of their own.
    void prepareFile(const QStringList &statements);
    QStringList askFile(const QString &sql);
    /// Opens, prepares, writes all rows with the policy, commits.
    void load(Rows &rows, const profile::TableSpec &spec,
              profile::DuplicatePolicy policy = profile::DuplicatePolicy::Skip,
              std::int64_t fileId = 7);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::vector<Refusal> m_refusals; ///< of the last `load`
};

} // namespace dockhand::target::test
