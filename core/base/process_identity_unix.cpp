// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/process_identity.h"

#include <QFile>

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

bool isRunning(std::int64_t processId)
{
    return kill(static_cast<pid_t>(processId), 0) == 0 || errno == EPERM;
}

// proc(5), /proc/pid/stat: the 22nd field, ticks since the machine came up. The second one, the
// program's name, stands in brackets and may hold spaces. Elsewhere there is no such file.
std::int64_t startOf(std::int64_t processId)
{
    constexpr int kStartBehindName = 20;
    QFile file(QStringLiteral("/proc/%1/stat").arg(processId));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const auto line = file.readAll();
    return line.mid(line.lastIndexOf(')') + 1)
        .simplified()
        .split(' ')
        .value(kStartBehindName - 1)
        .toLongLong();
}

} // namespace dockhand::platform
