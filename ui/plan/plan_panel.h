// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advisor/import_plan.h"
#include "ui/format.h"
#include "ui/import_session.h"

#include <QBoxLayout>
#include <QLabel>
#include <QSpinBox>
#include <QWidget>

namespace dockhand::ui {

/// What the advisor says of the import to come: its numbers, which can be fixed by hand, and its
/// reasons in words. In a narrow window the parts stand below each other.
class PlanPanel final : public QWidget
{
    Q_OBJECT

public:
    PlanPanel(ImportSession &session, const Format &format, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeNumbers();
    [[nodiscard]] QWidget *makeReasons();
    [[nodiscard]] QSpinBox *makeSpin(const QString &name, int highest, int step);
    void refresh();
    [[nodiscard]] QString whyNoPlan() const;
    void arrange();
    void showReasons(const QStringList &reasons);
    void sendOverrides();

    ImportSession &m_session;
    Format m_format;
    QLabel *m_files;
    QLabel *m_records;
    QLabel *m_time;
    QLabel *m_peak;
    QLabel *m_window;
    QSpinBox *m_chunkRows;
    QSpinBox *m_concurrency;
    QSpinBox *m_memory;
    QLabel *m_reasons;
    QBoxLayout *m_cards = nullptr; ///< numbers and reasons, side by side if there is room
    QBoxLayout *m_forms = nullptr; ///< what is told and what is asked, likewise
    QWidget *m_numbers = nullptr;
};

} // namespace dockhand::ui
