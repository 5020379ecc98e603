// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/system_info.h"

#include <QFile>
#include <QThread>

#if defined(Q_OS_UNIX)
#    include <sys/resource.h>
#endif

#if defined(__GLIBC__)
#    include <malloc.h>
#endif

#include <algorithm>

namespace dockhand {

namespace {

// The value behind "name:" in a /proc file of "name: value kB" lines, in bytes; 0 if not there.
std::int64_t procBytes(const QString &path, QByteArrayView name)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const auto &line : lines) {
        if (line.startsWith(name))
            return line.mid(name.size()).simplified().split(' ').value(0).toLongLong() * 1024;
    }
    return 0;
}

// A number in a file of a control group; 0 if there is no file or no limit ("max", or a number
// beyond memory).
std::int64_t groupBytes(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().trimmed().toLongLong();
}

// The part of a line "id:controllers:/path" of /proc/self/cgroup that names this process's memory
// group.
QString memoryGroup(bool &isVersion2)
{
    QFile file(QStringLiteral("/proc/self/cgroup"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString unified;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const auto &line : lines) {
        const auto parts = line.split(':');
        if (parts.size() < 3)
            continue;
        if (parts[1].split(',').contains("memory")) {
            isVersion2 = false;
            return QString::fromUtf8(parts[2]);
        }
        if (parts[1].isEmpty())
            unified = QString::fromUtf8(parts[2]);
    }
    isVersion2 = true;
    return unified;
}

struct GroupLimit
{
    std::int64_t limit = 0;
    std::int64_t used = 0;
};

GroupLimit groupLimit()
{
    bool isVersion2 = false;
    const QString group = memoryGroup(isVersion2);
    if (isVersion2) {
        const QString base = QStringLiteral("/sys/fs/cgroup") + group;
        const auto hard = groupBytes(base + QStringLiteral("/memory.max"));
        const auto high = groupBytes(base + QStringLiteral("/memory.high"));
        const auto limit = hard > 0 && high > 0 ? std::min(hard, high) : std::max(hard, high);
        return { limit, groupBytes(base + QStringLiteral("/memory.current")) };
    }
    const QString base = QStringLiteral("/sys/fs/cgroup/memory") + group;
    return { groupBytes(base + QStringLiteral("/memory.limit_in_bytes")),
             groupBytes(base + QStringLiteral("/memory.usage_in_bytes")) };
}

} // namespace

SystemInfo systemInfo()
{
    SystemInfo info;
    info.cores = std::max(1, QThread::idealThreadCount());
    info.totalMemoryBytes = procBytes(QStringLiteral("/proc/meminfo"), "MemTotal:");
    info.availableMemoryBytes = procBytes(QStringLiteral("/proc/meminfo"), "MemAvailable:");
    info.programBytes = residentBytes();
    const auto group = groupLimit();
    if (group.limit > 0 && info.totalMemoryBytes > 0 && group.limit < info.totalMemoryBytes) {
        info.totalMemoryBytes = group.limit;
        info.availableMemoryBytes = std::min(info.availableMemoryBytes,
                                             std::max<std::int64_t>(0, group.limit - group.used));
    }
    return info;
}

std::int64_t residentBytes()
{
    return procBytes(QStringLiteral("/proc/self/status"), "VmRSS:");
}

std::int64_t peakResidentBytes()
{
    return procBytes(QStringLiteral("/proc/self/status"), "VmHWM:");
}

void returnFreedMemory()
{
#if defined(__GLIBC__)
    // Fixed thresholds: glibc raises them by itself after the first large free (mallopt(3)), and
    // then keeps every buffer of a window.
    constexpr int kThresholdBytes = 128 << 10;
    mallopt(M_MMAP_THRESHOLD, kThresholdBytes);
    mallopt(M_TRIM_THRESHOLD, kThresholdBytes);
    mallopt(M_ARENA_MAX, 2);
#endif
}

void returnFreedPages()
{
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
}

std::int64_t processCpuMs()
{
#if defined(Q_OS_UNIX)
    rusage usage {};
    if (getrusage(RUSAGE_SELF, &usage) != 0)
        return 0;
    const auto ms
        = [](const timeval &t) { return std::int64_t { t.tv_sec } * 1000 + t.tv_usec / 1000; };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
#else
    return 0;
#endif
}

} // namespace dockhand
