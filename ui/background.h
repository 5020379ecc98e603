// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/hand_over.h"

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

#include <exception>
#include <type_traits>
#include <utility>

namespace dockhand::ui {

/// Runs `work` in a thread of the application's pool; its answer comes with the future, as does
/// what it throws. As QtConcurrent::run, but by the engine's way of handing work over, which the
/// thread sanitizer can follow.
template <class Work>
QFuture<std::invoke_result_t<Work &>> inBackground(Work work)
{
    using Answer = std::invoke_result_t<Work &>;
    QPromise<Answer> promise;
    QFuture<Answer> answer = promise.future();
    promise.start(); // whoever waits for it waits from now on
    engine::runInPool(*QThreadPool::globalInstance(),
                      [promise = std::move(promise), work = std::move(work)]() mutable {
                          try {
                              if constexpr (std::is_void_v<Answer>) {
                                  work();
                              } else {
                                  promise.addResult(work());
                              }
                          } catch (...) {
                              promise.setException(std::current_exception());
                          }
                          promise.finish();
                      });
    return answer;
}

} // namespace dockhand::ui
