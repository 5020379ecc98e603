// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/process_identity.h"

#include <QByteArray>
#include <QFile>
#include <QList>

#include <cerrno>
#include <csignal>

namespace dockhand::platform {

QString processNamespace()
{
    // Machines that were copied have the same number, but not the same boot.
    QFile boot(QStringLiteral("/proc/sys/kernel/random/boot_id"));
    const auto id = boot.open(QIODevice::ReadOnly) ? boot.readAll().trimmed() : QByteArray();
    return QFile::symLinkTarget(QStringLiteral("/proc/self/ns/pid")) + QString::fromLatin1(id);
}

namespace {

// proc(5), /proc/pid/stat: the fields behind the second one, the program's name, which stands in
// brackets and may hold spaces. Elsewhere there is no such file.
QList<QByteArray> fieldsBehindName(std::int64_t processId)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(processId));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto line = file.readAll();
    return line.mid(line.lastIndexOf(')') + 1).simplified().split(' ');
}

} // namespace

// One that has ended, but whose parent has not asked how, does nothing any more.
bool isRunning(std::int64_t processId)
{
    if (kill(static_cast<pid_t>(processId), 0) != 0 && errno != EPERM)
        return false;
    const auto state = fieldsBehindName(processId).value(0);
    return state != "Z" && state != "X";
}

// The 22nd field of all, ticks since the machine came up.
std::int64_t startOf(std::int64_t processId)
{
    constexpr int kStartBehindName = 20;
    return fieldsBehindName(processId).value(kStartBehindName - 1).toLongLong();
}

} // namespace dockhand::platform
