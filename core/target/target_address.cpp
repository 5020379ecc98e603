// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/target_address.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSqlDatabase>
#include <QStandardPaths>
#include <QUrl>
#include <QUrlQuery>

namespace dockhand::target {

using namespace Qt::StringLiterals;

namespace {

auto invalid(const QString &text, const QString &possible)
{
    return failure(ErrorCode::OptionInvalid, { u"--to"_s, text, possible });
}

auto invalid(const QString &text)
{
    //: What may stand for a database; completes the sentence "Use …."
    return invalid(
        text,
        QCoreApplication::translate("TargetAddress",
                                    "sqlite:PATH, a path that ends in .sqlite, .sqlite3 or .db, or "
                                    "qsql:DRIVER:DATABASE[?host=…&port=…&user=…]"));
}

TargetAddress sqliteAddress(const QString &path)
{
    TargetAddress address;
    address.driver = u"QSQLITE"_s;
    address.database = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    address.native = true;
    return address;
}

bool looksLikeSqliteFile(const QString &text)
{
    return text.endsWith(".sqlite"_L1, Qt::CaseInsensitive)
        || text.endsWith(".sqlite3"_L1, Qt::CaseInsensitive)
        || text.endsWith(".db"_L1, Qt::CaseInsensitive);
}

/// Passwords have no place in an address: it is written to the ledger and to logs.
bool holdsPassword(const QString &text)
{
    static const QRegularExpression pattern(u"(^|[:;?&\\s])\\s*(pwd|password|passwd)\\s*="_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return pattern.match(text).hasMatch();
}

/// "host=…&port=…&user=…" into the address; false: these are not such parameters.
bool readParameters(const QString &text, TargetAddress &address)
{
    const QUrlQuery query(text);
    const auto items = query.queryItems(QUrl::FullyDecoded);
    if (items.isEmpty())
        return false;
    for (const auto &[name, value] : items) {
        bool valid = true;
        if (name == "host"_L1)
            address.host = value;
        else if (name == "port"_L1)
            address.port = value.toInt(&valid);
        else if (name == "user"_L1)
            address.user = value;
        else
            valid = false;
        if (!valid || address.port < 0 || address.port > 65'535)
            return false;
    }
    return true;
}

std::optional<QString> installedDriver(const QString &name)
{
    const auto drivers = QSqlDatabase::drivers();
    for (const auto &driver : drivers) {
        if (driver.compare(name, Qt::CaseInsensitive) == 0)
            return driver;
    }
    return std::nullopt;
}

Result<TargetAddress> parseDriverAddress(const QString &text)
{
    if (holdsPassword(text)) {
        //: Completes the sentence "Use …."
        return invalid(u"…"_s,
                       QCoreApplication::translate("TargetAddress",
                                                   "an address without a password, and give the "
                                                   "password in DOCKHAND_DB_PASSWORD"));
    }
    const auto rest = text.mid(5);
    const auto colon = rest.indexOf(u':');
    if (colon <= 0 || colon + 1 == rest.size())
        return invalid(text);
    const auto name = rest.left(colon);
    const auto driver = installedDriver(name);
    if (!driver)
        return failure(ErrorCode::DbDriverMissing, { name, QSqlDatabase::drivers().join(u", "_s) });

    TargetAddress address;
    address.driver = *driver;
    address.database = rest.mid(colon + 1);
    const auto question = address.database.lastIndexOf(u'?');
    if (question > 0) {
        auto withParameters = address;
        if (readParameters(address.database.mid(question + 1), withParameters)) {
            withParameters.database.truncate(question);
            return withParameters;
        }
    }
    return address;
}

} // namespace

QString TargetAddress::toString() const
{
    if (native)
        return u"sqlite:"_s + database;
    auto text = u"qsql:%1:"_s.arg(driver) + database;
    QStringList parameters;
    const auto add = [&](const QString &name, const QString &value) {
        parameters += name + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(value));
    };
    // A '?' of the database's own is only safe in front of another one.
    if (!host.isEmpty() || database.contains(u'?'))
        add(u"host"_s, host);
    if (port > 0)
        add(u"port"_s, QString::number(port));
    if (!user.isEmpty())
        add(u"user"_s, user);
    if (!parameters.isEmpty())
        text += u'?' + parameters.join(u'&');
    return text;
}

Result<TargetAddress> parseTargetAddress(const QString &text)
{
    if (text.startsWith("sqlite:"_L1)) {
        const auto path = text.mid(7);
        if (path.isEmpty())
            return invalid(text);
        return sqliteAddress(path);
    }
    if (text.startsWith("qsql:"_L1))
        return parseDriverAddress(text);
    if (text.contains("://"_L1) || !looksLikeSqliteFile(text))
        return invalid(text);
    return sqliteAddress(text);
}

TargetAddress defaultTargetAddress()
{
    const auto folder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return sqliteAddress(folder + u"/dockhand/dockhand.sqlite"_s);
}

} // namespace dockhand::target
