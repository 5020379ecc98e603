// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/process_identity.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QStringList>
#include <QSysInfo>

namespace dockhand {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kPlaceCharacters = 24;
constexpr qsizetype kMostHostCharacters = 80;

// Without the machine's number itself: the ledger may be on a server that others read.
QString placeOfThisProcess()
{
    const auto machine = QSysInfo::machineUniqueId();
    if (machine.isEmpty())
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData("dockhand process place");
    hash.addData(machine);
    hash.addData(platform::processNamespace().toUtf8());
    return QString::fromLatin1(hash.result().toHex().left(kPlaceCharacters));
}

} // namespace

ProcessIdentity ProcessIdentity::own()
{
    ProcessIdentity identity;
    identity.place = placeOfThisProcess();
    identity.processId = QCoreApplication::applicationPid();
    identity.startedAt = platform::startOf(identity.processId);
    identity.hostName = QSysInfo::machineHostName().left(kMostHostCharacters);
    return identity;
}

QString ProcessIdentity::toText() const
{
    return QStringList { place, QString::number(processId), QString::number(startedAt), hostName }
        .join(u':');
}

std::optional<ProcessIdentity> ProcessIdentity::fromText(const QString &text)
{
    const auto parts = text.split(u':');
    if (parts.size() < 4)
        return std::nullopt;
    bool isProcess = false;
    bool isStart = false;
    ProcessIdentity identity;
    identity.place = parts[0];
    identity.processId = parts[1].toLongLong(&isProcess);
    identity.startedAt = parts[2].toLongLong(&isStart);
    identity.hostName = parts.sliced(3).join(u':');
    if (!isProcess || !isStart || identity.processId <= 0)
        return std::nullopt;
    return identity;
}

std::optional<bool> ProcessIdentity::isAlive() const
{
    if (place.isEmpty() || place != own().place)
        return std::nullopt;
    if (!platform::isRunning(processId))
        return false;
    const auto started = platform::startOf(processId);
    // Another process may have got the number since.
    return started == 0 || startedAt == 0 || started == startedAt;
}

} // namespace dockhand
