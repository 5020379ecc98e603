// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/properties/import_content.h"

#include "core/ledger/issue_json.h"
#include "tests/fault/properties/reference_values.h"

#include <QFileInfo>
#include <QSet>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QVariant>

#include <algorithm>
#include <functional>
#include <iterator>

using namespace Qt::StringLiterals;

namespace dockhand::fault {

namespace {

constexpr auto kCounts = "records_read, records_inserted, records_updated, records_duplicate, "
                         "records_filtered, records_rejected"_L1;
constexpr int kMostTold = 5;
constexpr qsizetype kMostBytesTold = 400;

/// A connection for reading, as long as it is in use.
class Reading final
{
public:
    explicit Reading(const QString &path)
    {
        m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"content"_s);
        m_database.setDatabaseName(path);
        if (!m_database.open())
            qFatal("cannot open the test's database");
    }
    ~Reading()
    {
        m_database = {};
        QSqlDatabase::removeDatabase(u"content"_s);
    }
    Q_DISABLE_COPY_MOVE(Reading)

    void forEach(const QString &sql, const std::function<void(const QSqlQuery &)> &take)
    {
        QSqlQuery query(m_database);
        query.setForwardOnly(true);
        if (!query.exec(sql))
            qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
        while (query.next())
            take(query);
    }

private:
    QSqlDatabase m_database;
};

StoredValue storedOf(const QVariant &value)
{
    if (value.isNull())
        return storedNull();
    switch (value.typeId()) {
    case QMetaType::LongLong:
        return stored(value.toLongLong());
    case QMetaType::Double:
        return stored(value.toDouble());
    default:
        return stored(value.toString());
    }
}

ledger::Counts countsAt(const QSqlQuery &query, int column)
{
    const auto number = [&query](int at) { return query.value(at).toLongLong(); };
    return { number(column),     number(column + 1), number(column + 2),
             number(column + 3), number(column + 4), number(column + 5) };
}

QByteArrayList rowsOf(Reading &reading, const QString &table, const QMap<qint64, QString> &files)
{
    QByteArrayList rows;
    reading.forEach(u"SELECT * FROM \"%1\""_s.arg(table), [&](const QSqlQuery &query) {
        const auto record = query.record();
        QByteArrayList values;
        std::int64_t number = 0;
        QString file;
        for (int i = 0; i < record.count(); ++i) {
            if (record.fieldName(i) == "import_file_id"_L1)
                file = files.value(query.value(i).toLongLong());
            else if (record.fieldName(i) == "import_record"_L1)
                number = query.value(i).toLongLong();
            else
                values.append(storedOf(query.value(i)));
        }
        rows.append(rowText(values, file, number));
    });
    std::sort(rows.begin(), rows.end());
    return rows;
}

QByteArrayList rejectsOf(Reading &reading, const QMap<qint64, QString> &files)
{
    QByteArrayList rejects;
    reading.forEach(
        u"SELECT file_id, record_number, line_number, byte_offset, issues_json, "
        "raw_record FROM dockhand_reject"_s,
        [&](const QSqlQuery &query) {
            ledger::RejectRecord reject;
            reject.record = query.value(1).toLongLong();
            reject.line = query.value(2).toLongLong();
            reject.byte = query.value(3).toLongLong();
            reject.raw = query.value(5).toByteArray();
            QStringList issues;
            const auto json = query.value(4).toByteArray();
            for (const auto &issue :
                 ledger::issuesFromJson(json).value_or(decltype(reject.issues) {}))
                issues
                    += issue.column.isEmpty() ? issue.code : issue.code + u" in "_s + issue.column;
            rejects.append(rejectText(files.value(query.value(0).toLongLong()), reject, issues));
        });
    std::sort(rejects.begin(), rejects.end());
    return rejects;
}

// The first ones that only one of two sorted lists holds.
QStringList onlyIn(const QByteArrayList &one, const QByteArrayList &other)
{
    QByteArrayList left;
    std::set_difference(one.begin(), one.end(), other.begin(), other.end(),
                        std::back_inserter(left));
    QStringList lines;
    for (const auto &line : left.mid(0, kMostTold))
        lines += u"    "_s + QString::fromUtf8(line.left(kMostBytesTold));
    if (left.size() > kMostTold)
        lines += u"    and %1 more"_s.arg(left.size() - kMostTold);
    return lines;
}

QStringList differenceOf(const QString &what, const QByteArrayList &expected,
                         const QByteArrayList &found)
{
    QStringList lines;
    if (const auto missing = onlyIn(expected, found); !missing.isEmpty())
        lines += QStringList(u"%1, missing:"_s.arg(what)) + missing;
    if (const auto surplus = onlyIn(found, expected); !surplus.isEmpty())
        lines += QStringList(u"%1, not expected:"_s.arg(what)) + surplus;
    return lines;
}

} // namespace

QByteArray rowText(const QByteArrayList &values, const QString &file, std::int64_t record)
{
    return values.join(" | ") + " <- " + file.toUtf8()
        + (record == 0 ? QByteArray() : ' ' + QByteArray::number(static_cast<qint64>(record)));
}

QByteArray rejectText(const QString &file, const ledger::RejectRecord &reject,
                      const QStringList &issues)
{
    return u"%1 record %2, line %3, byte %4: %5: "_s.arg(file)
               .arg(reject.record)
               .arg(reject.line)
               .arg(reject.byte)
               .arg(issues.join(u", "_s))
               .toUtf8()
        + reject.raw;
}

QString countsText(const ledger::Counts &counts)
{
    return u"read %1 = %2 inserted + %3 updated + %4 duplicate + %5 filtered + %6 rejected"_s
        .arg(counts.read)
        .arg(counts.inserted)
        .arg(counts.updated)
        .arg(counts.duplicate)
        .arg(counts.filtered)
        .arg(counts.rejected);
}

ImportContent contentOfDatabase(const QString &path, const QStringList &tables)
{
    Reading reading(path);
    ImportContent content;
    QMap<qint64, QString> files;
    reading.forEach(u"SELECT id, path, state, %1 FROM dockhand_file"_s.arg(kCounts),
                    [&](const QSqlQuery &query) {
                        const auto name = QFileInfo(query.value(1).toString()).fileName();
                        files.insert(query.value(0).toLongLong(), name);
                        if (query.value(2).toString() != "skipped"_L1)
                            content.files.insert(name, countsAt(query, 3));
                    });
    for (const auto &table : tables)
        content.tables.insert(table, rowsOf(reading, table, files));
    content.rejects = rejectsOf(reading, files);
    return content;
}

QString faultsOfLedger(const QString &path)
{
    Reading reading(path);
    QStringList faults;
    const auto check = [&](const QString &what, const QString &sql) {
        reading.forEach(sql, [&](const QSqlQuery &query) {
            const auto counts = countsAt(query, 1);
            if (!counts.balance())
                faults += u"%1 %2: %3"_s.arg(what, query.value(0).toString(), countsText(counts));
        });
    };
    check(u"run"_s, u"SELECT id, %1 FROM dockhand_run"_s.arg(kCounts));
    check(u"file"_s, u"SELECT path, %1 FROM dockhand_file"_s.arg(kCounts));
    check(u"file of a run"_s, u"SELECT path, %1 FROM dockhand_run_file"_s.arg(kCounts));
    QMap<qint64, ledger::Counts> sums;
    reading.forEach(
        u"SELECT file_id, %1 FROM dockhand_run_file"_s.arg(kCounts),
        [&](const QSqlQuery &query) { sums[query.value(0).toLongLong()] += countsAt(query, 1); });
    reading.forEach(
        u"SELECT id, path, %1 FROM dockhand_file"_s.arg(kCounts), [&](const QSqlQuery &query) {
            const auto sum = sums.value(query.value(0).toLongLong());
            if (sum != countsAt(query, 2))
                faults += u"%1: %2, but its runs make up %3"_s.arg(
                    query.value(1).toString(), countsText(countsAt(query, 2)), countsText(sum));
        });
    return faults.join(u'\n');
}

QString difference(const ImportContent &expected, const ImportContent &found)
{
    QStringList lines;
    for (auto table = expected.tables.begin(); table != expected.tables.end(); ++table)
        lines += differenceOf(u"table "_s + table.key(), *table, found.tables.value(table.key()));
    lines += differenceOf(u"rejects"_s, expected.rejects, found.rejects);
    const auto names = (QStringList(expected.files.keys()) + found.files.keys());
    for (const auto &name : QSet<QString>(names.begin(), names.end())) {
        const auto wanted = expected.files.value(name);
        const auto is = found.files.value(name);
        if (wanted != is || expected.files.contains(name) != found.files.contains(name))
            lines
                += u"%1: expected %2\n    found %3"_s.arg(name, countsText(wanted), countsText(is));
    }
    return lines.join(u'\n');
}

} // namespace dockhand::fault
