// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measured_process.h"

#include <QElapsedTimer>
#include <QFile>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <vector>

namespace dockhand::bench {

namespace {

double seconds(const timeval &time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

} // namespace

Cost measure(const QString &program, const QStringList &arguments, const QString &input)
{
    std::vector<QByteArray> words { QFile::encodeName(program) };
    for (const auto &argument : arguments)
        words.push_back(argument.toLocal8Bit());
    std::vector<char *> pointers;
    for (auto &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);

    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    const auto inputName = input.isEmpty() ? QByteArray("/dev/null") : QFile::encodeName(input);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, inputName.constData(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);

    QElapsedTimer timer;
    timer.start();
    pid_t child = 0;
    const auto code
        = posix_spawnp(&child, words[0].constData(), &files, nullptr, pointers.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    Cost cost;
    if (code != 0)
        return cost;
    int status = 0;
    rusage usage {};
    if (wait4(child, &status, 0, &usage) != child)
        return cost;
    cost.wallSeconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    cost.cpuSeconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    cost.peakBytes = std::int64_t { usage.ru_maxrss } * 1024;
    if (WIFEXITED(status))
        cost.exitCode = WEXITSTATUS(status);
    return cost;
}

} // namespace dockhand::bench
