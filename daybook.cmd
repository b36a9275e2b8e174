@echo off
rem Starts Daybook on Windows. Unverified: nobody has run this file on Windows yet.
rem Builds when there is no build; after changes run: mvn -DskipTests package
rem Needs a JDK 25 in JAVA_HOME (or as java on the PATH) and, to build, Maven 3.8 or newer.
setlocal
set "HERE=%~dp0"
set "LIB=%HERE%app\target\daybook\lib"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
set "FEATURE="
for /f "tokens=3" %%v in ('""%JAVA%" -version 2>&1" ^| findstr /i "version"') do for /f "tokens=1 delims=.-+" %%f in ("%%~v") do set "FEATURE=%%f"
if not defined FEATURE goto nojdk
if %FEATURE% LSS 25 goto nojdk
if exist "%LIB%\daybook-app.jar" goto run
echo daybook: building... 1>&2
pushd "%HERE%"
call mvn -B -q -Dmaven.test.skip=true -Dformat.skip=true -pl app -am package 1>&2
if errorlevel 1 (
  popd
  echo daybook: the build failed; the reason is above 1>&2
  exit /b 1
)
popd
:run
"%JAVA%" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED %DAYBOOK_JAVA_OPTS% -cp "%LIB%\*;%HERE%app\target\daybook\optional\*" dev.daybook.app.Main %*
exit /b %ERRORLEVEL%
:nojdk
echo daybook: needs a JDK 25 or newer: install one from https://adoptium.net and set JAVA_HOME to where it is. 1>&2
exit /b 7
