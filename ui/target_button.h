// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/target/target_address.h"

#include <QStringList>
#include <QToolButton>

namespace dockhand::ui {

/// Shows where the rows go and lets a person choose another database file: one that exists, a new
/// one, or one used lately. Where there is little room its name is shortened.
class TargetButton final : public QToolButton
{
    Q_OBJECT

public:
    explicit TargetButton(QWidget *parent = nullptr);

    void setTarget(const target::TargetAddress &target);
    void setRecent(const QStringList &paths);
    [[nodiscard]] const QStringList &recent() const { return m_recent; }

    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void targetChosen(dockhand::target::TargetAddress target);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void fillMenu();
    void chooseExisting();
    void chooseNew();
    void choose(const QString &path);

    target::TargetAddress m_target;
    QStringList m_recent;
};

/// The SQLite database in this file.
[[nodiscard]] target::TargetAddress sqliteAddress(const QString &path);

} // namespace dockhand::ui
