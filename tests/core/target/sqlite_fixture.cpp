// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/target/sqlite_fixture.h"

#include <QFile>

namespace dockhand::target::test {

using namespace Qt::StringLiterals;
using profile::DuplicatePolicy;
using profile::TableSpec;

void SqliteFixture::makeFolder()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    QFile::setPermissions(m_folder->path(), QFile::Permissions(0x7777));
    m_path = m_folder->filePath(u"shop.sqlite"_s);
    m_refusals.clear();
}

void SqliteFixture::dropFolder()
{
    QFile::setPermissions(m_folder->path(), QFile::Permissions(0x7777));
    m_folder.reset();
}

std::unique_ptr<Target> SqliteFixture::open(const TargetOptions &options)
{
    auto target = openTarget(parseTargetAddress(u"sqlite:"_s + m_path).value(), options);
    if (!target)
        qWarning() << words(target);
    return target ? std::move(*target) : nullptr;
}

QString SqliteFixture::codeOfOpening(const TargetOptions &options)
{
    return codeOf(openTarget(parseTargetAddress(u"sqlite:"_s + m_path).value(), options));
}

void SqliteFixture::prepareFile(const QStringList &statements)
{
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"preparing"_s);
        database.setDatabaseName(m_path);
        QVERIFY(database.open());
        for (const auto &statement : statements)
            QVERIFY2(run(database, statement), qPrintable(statement));
    }
    QSqlDatabase::removeDatabase(u"preparing"_s);
}

QStringList SqliteFixture::askFile(const QString &sql)
{
    QStringList rows;
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"asking"_s);
        database.setDatabaseName(m_path);
        if (database.open())
            rows = ask(database, sql);
    }
    QSqlDatabase::removeDatabase(u"asking"_s);
    return rows;
}

void SqliteFixture::load(Rows &rows, const TableSpec &spec, DuplicatePolicy policy,
                         std::int64_t fileId)
{
    const auto target = open();
    QVERIFY(target);
    const auto prepared = target->prepareTables({ &spec, 1 });
    QVERIFY2(prepared, words(prepared));
    auto writer = target->rowWriter(spec, policy);
    QVERIFY2(writer, words(writer));
    QVERIFY(target->begin());
    const auto written = rows.write(**writer, fileId);
    QVERIFY2(written, words(written));
    m_refusals = (*writer)->refusals();
    const auto committed = target->commit();
    QVERIFY2(committed, words(committed));
}

} // namespace dockhand::target::test
