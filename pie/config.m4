dnl What `phpize && ./configure && make && make install` (and so PIE) builds: cargo makes the extension from the crate one folder
dnl up, and PHP's own makefile only copies it. No C source is compiled here.

PHP_ARG_ENABLE([swoole],
  [whether to enable the swoole extension],
  [AS_HELP_STRING([--enable-swoole], [Enable the swoole extension])],
  [yes])

if test "$PHP_SWOOLE" != "no"; then
  AC_PATH_PROG([CARGO], [cargo], [no], [$PATH:$HOME/.cargo/bin])
  if test "$CARGO" = "no"; then
    AC_MSG_ERROR([cargo was not found; the extension is written in Rust, see https://rustup.rs])
  fi
  AC_PATH_PROG([CLANG], [clang], [no])
  if test "$CLANG" = "no"; then
    AC_MSG_ERROR([clang was not found; PHP's headers are read with it (Debian: clang libclang-dev)])
  fi

  dnl ext-php-rs wants a path.
  PHP_CONFIG=`command -v "$PHP_CONFIG"`

  dnl Everything that `make` and `make install` do hangs on this one name; phpize makes the folder it is in.
  PHP_MODULES="\$(phplibdir)/swoole.so"
  PHP_ADD_BUILD_DIR([modules])
  PHP_SUBST([CARGO])
  PHP_SUBST([PHP_CONFIG])
  PHP_ADD_MAKEFILE_FRAGMENT([Makefile.cargo])
fi
