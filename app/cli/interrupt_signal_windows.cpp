// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt_signal.h"

#include <QMetaObject>

#include <windows.h>

#include <atomic>

namespace dockhand::cli {

namespace {

// The console calls the handler in a thread of its own.
std::atomic<InterruptSignal *> g_listener { nullptr };

BOOL WINAPI onInterrupt(DWORD kind)
{
    if (kind != CTRL_C_EVENT && kind != CTRL_BREAK_EVENT)
        return FALSE;
    // Only the first is ours; the second ends the program.
    auto *listener = g_listener.exchange(nullptr);
    if (listener == nullptr)
        return FALSE;
    QMetaObject::invokeMethod(listener, &InterruptSignal::raised, Qt::QueuedConnection);
    return TRUE;
}

} // namespace

InterruptSignal::InterruptSignal(QObject *parent)
    : QObject(parent)
{
    connect(this, &InterruptSignal::raised, this, &InterruptSignal::report);
    g_listener = this;
    ::SetConsoleCtrlHandler(onInterrupt, TRUE);
}

InterruptSignal::~InterruptSignal()
{
    ::SetConsoleCtrlHandler(onInterrupt, FALSE);
    g_listener = nullptr;
}

void InterruptSignal::report()
{
    m_wasRaised = true;
}

} // namespace dockhand::cli
