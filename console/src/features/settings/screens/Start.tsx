import { Navigate } from "react-router";
import { useSettingsTabs } from "../parts/SettingsTabs";

/** Opens the first part of the settings this person may see; their own account always is one. */
export default function Start() {
  const [first] = useSettingsTabs();
  return <Navigate to={`/settings/${first?.key ?? "account"}`} replace />;
}
