// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/correction.h"
#include "ui/errors/corrections.h"
#include "ui/errors/record_model.h"
#include "ui/format.h"
#include "ui/theme/theme.h"

#include <QFrame>
#include <QFutureWatcher>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

#include <optional>

namespace dockhand::ui {

/// One rejected record, to be corrected field by field; one that could not be taken apart into the
/// header's fields as text, too. What is changed is kept in `Corrections` at once. Reads the record
/// in the background.
class RecordForm final : public QFrame
{
    Q_OBJECT

public:
    RecordForm(Corrections &corrections, const Theme &theme, const Format &format,
               QWidget *parent = nullptr);
    ~RecordForm() override;

    /// `place` is its title. With `takesFocus` the first bad field is gone to.
    void show(const target::TargetAddress &target, std::int64_t rejectId, const QString &place,
              bool takesFocus);
    /// Of one that needs no correction, or of none.
    void showMessage(const QString &place, const QString &message);
    /// Takes over what is being typed.
    void commit();
    void focusRecord();
    [[nodiscard]] std::int64_t rejectId() const { return m_rejectId; }

Q_SIGNALS:
    void closed();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QLayout *makeHead();
    [[nodiscard]] QWidget *makeTextPage();
    void setUpFields();
    void setUpFoot();
    void onLoaded();
    void showRecord();
    void showFields(const std::vector<std::string> &fields, const std::vector<std::string> &rest);
    void showText(const QString &text);
    void showHint();
    void onFieldEdited();
    void onTextEdited();
    void toggleText();
    void revert();
    void updateButtons();
    void updateIcons();
    [[nodiscard]] bool isAsText() const;
    [[nodiscard]] engine::TypedRecord typed() const;
    [[nodiscard]] QString reasons() const;

    Corrections &m_corrections;
    const Theme &m_theme;
    Format m_format;
    RecordModel m_model;
    QLabel *m_title;
    QLabel *m_hint;
    QToolButton *m_close;
    QStackedWidget *m_pages;
    QTableView *m_fields;
    QPlainTextEdit *m_text;
    QLabel *m_message;
    QPushButton *m_toggle;
    QPushButton *m_revert;
    QFutureWatcher<std::shared_ptr<Result<engine::RejectedRecord>>> m_loading;
    std::optional<engine::RejectedRecord> m_record;
    target::TargetAddress m_target;
    std::int64_t m_rejectId = 0;
    std::int64_t m_loadingId = 0;
    bool m_takesFocus = false;
    bool m_isFilling = false;
};

} // namespace dockhand::ui
