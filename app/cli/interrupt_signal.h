// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace dockhand::cli {

/// Turns the first SIGINT or SIGTERM (Windows: Ctrl-C) into a signal of the event loop; a second
/// one ends the program at once, as if nobody listened. At most one object at a time; lives in the
/// main thread.
class InterruptSignal final : public QObject
{
    Q_OBJECT

public:
    explicit InterruptSignal(QObject *parent = nullptr);
    ~InterruptSignal() override;

    [[nodiscard]] bool wasRaised() const { return m_wasRaised; }

Q_SIGNALS:
    void raised();

private:
    void report();

    bool m_wasRaised = false;
};

} // namespace dockhand::cli
