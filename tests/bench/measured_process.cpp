// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measured_process.h"

#include <QElapsedTimer>
#include <QFile>

#include <fcntl.h>
#include <malloc.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <vector>

namespace dockhand::bench {

namespace {

double seconds(const timeval &time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

// A program's peak begins with that of the process that started it (Linux, fs/exec.c), so ours is
// made small: what was freed goes back, and the high-water mark falls to what is left (man 5 proc,
// clear_refs).
void forgetOwnPeak()
{
    malloc_trim(0);
    QFile marks(QStringLiteral("/proc/self/clear_refs"));
    if (!marks.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || marks.write("5") != 1)
        std::fputs("bench_import: peaks may be this program's own\n", stderr);
}

// The child's id, or -1.
pid_t start(const std::vector<char *> &words, const Streams &streams)
{
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO,
                                     QFile::encodeName(streams.input).constData(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO,
                                     QFile::encodeName(streams.output).constData(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0600);
    pid_t child = -1;
    const auto code = posix_spawnp(&child, words[0], &files, nullptr, words.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    return code == 0 ? child : -1;
}

} // namespace

Cost measure(const QString &program, const QStringList &arguments, const Streams &streams)
{
    std::vector<QByteArray> words { QFile::encodeName(program) };
    for (const auto &argument : arguments)
        words.push_back(argument.toLocal8Bit());
    std::vector<char *> pointers;
    pointers.reserve(words.size() + 1);
    for (auto &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);

    forgetOwnPeak();
    sync(); // what others left to be written is not this program's
    QElapsedTimer timer;
    timer.start();
    const auto child = start(pointers, streams);
    Cost cost;
    int status = 0;
    rusage usage {};
    if (child < 0 || wait4(child, &status, 0, &usage) != child)
        return cost;
    cost.wallSeconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    cost.cpuSeconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    cost.peakBytes = std::int64_t { usage.ru_maxrss } * 1024;
    if (WIFEXITED(status))
        cost.exitCode = WEXITSTATUS(status);
    return cost;
}

} // namespace dockhand::bench
