// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt_signal.h"

#include <QSocketNotifier>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

namespace dockhand::cli {

namespace {

// A signal handler can reach nothing but globals.
std::array<int, 2> signalPipe { -1, -1 };

extern "C" void onInterrupt(int)
{
    const int saved = errno;
    const char byte = 1;
    // A full pipe already says what there is to say.
    [[maybe_unused]] const auto written = ::write(signalPipe[1], &byte, 1);
    errno = saved;
}

void listenTo(int number)
{
    struct sigaction action = {};
    action.sa_handler = onInterrupt;
    sigemptyset(&action.sa_mask);
    // The second signal finds the default again.
    action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
    ::sigaction(number, &action, nullptr);
}

} // namespace

InterruptSignal::InterruptSignal(QObject *parent)
    : QObject(parent)
{
    if (::pipe2(signalPipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    auto *notifier = new QSocketNotifier(signalPipe[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &InterruptSignal::report);
    listenTo(SIGINT);
    listenTo(SIGTERM);
}

InterruptSignal::~InterruptSignal()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    for (int &end : signalPipe) {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
}

void InterruptSignal::report()
{
    char byte = 0;
    if (::read(signalPipe[0], &byte, 1) != 1 || m_wasRaised)
        return;
    m_wasRaised = true;
    Q_EMIT raised();
}

} // namespace dockhand::cli
