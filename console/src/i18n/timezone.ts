import { createContext, useContext } from "react";

export const DEFAULT_TIMEZONE = "Asia/Shanghai";
/** The organisation's zone; every time and day on screen is in it, wherever the reader sits. */
export const TimezoneContext = createContext(DEFAULT_TIMEZONE);
export const useTimezone = () => useContext(TimezoneContext);
